namespace Datalake.Aws.Testing.RuntimeApi;

/// <summary>What a call to the host gets instead of its answer.</summary>
/// <param name="Status">The HTTP status, or null where the connection is dropped.</param>
/// <param name="Taken">Whether the host does the work before it fails, as when an answer is lost on the way back.</param>
public sealed record RuntimeApiFault(int? Status, bool Taken = false)
{
    /// <summary>The connection is dropped before anything is done.</summary>
    public static RuntimeApiFault Drop { get; } = new((int?)null);

    /// <summary>The call does its work, but the connection is dropped before the answer.</summary>
    public static RuntimeApiFault DropAnswer { get; } = new(null, Taken: true);

    /// <summary>A 500, which the Runtime API's reference calls an error that the runtime cannot recover from.</summary>
    public static RuntimeApiFault ServerError { get; } = new(500);

    /// <summary>A 403.</summary>
    public static RuntimeApiFault Forbidden { get; } = new(403);
}
