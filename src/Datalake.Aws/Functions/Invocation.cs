namespace Datalake.Aws.Functions;

/// <summary>One call of a function.</summary>
/// <param name="Event">The event's JSON text.</param>
/// <param name="RequestId">Names the call; Lambda's retries of an asynchronous call carry the same.</param>
/// <param name="Remaining">How long the function may still take.</param>
public sealed record Invocation(ReadOnlyMemory<byte> Event, string RequestId, TimeSpan Remaining)
{
    // What is left to say why it was stopped, and to write the metrics.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    /// <summary>How long the work may take, so that there is time left to report.</summary>
    public TimeSpan WorkTime => Remaining > Margin * 4 ? Remaining - Margin : Remaining * 0.75;
}
