namespace Datalake.Aws.Testing.RuntimeApi;

/// <summary>An event that waits for a function, or for its outcome.</summary>
internal sealed class PendingInvocation(string requestId, ReadOnlyMemory<byte> payload, InvocationOptions options)
{
    private readonly TaskCompletionSource<InvocationOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId => requestId;

    public ReadOnlyMemory<byte> Payload => payload;

    public InvocationOptions Options => options;

    public Task<InvocationOutcome> Outcome => _outcome.Task;

    /// <summary>Takes the outcome; false where there is one already.</summary>
    public bool TryEnd(InvocationOutcome outcome) => _outcome.TrySetResult(outcome);
}
