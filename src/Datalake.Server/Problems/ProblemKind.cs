namespace Datalake.Server.Problems;

/// <summary>A kind of answer to a request that was not done: its status, and its stable name for programs.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Id">The name; the <c>type</c> of problem details (RFC 9457) is <c>urn:lake:problem:</c> and this name.</param>
/// <param name="Title">The same for people, without what is special about one request.</param>
public sealed record ProblemKind(int Status, string Id, string Title)
{
    /// <summary>After how long a retry makes sense, unless the problem itself says it; null where only another request succeeds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The <c>type</c> in problem details.</summary>
    public string Type => "urn:lake:problem:" + Id;
}
