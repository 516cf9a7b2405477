namespace Datalake.Aws.Operations;

/// <summary>An operation on a deployed stack could not be done.</summary>
/// <param name="message">What was tried, what AWS said, what to do.</param>
/// <param name="inner">The cause; null when there is none beside the message.</param>
public sealed class OperationException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>
    /// True when what was asked for is wrong, so that the same again fails the same way; false when AWS or the stack could not do it.
    /// </summary>
    public bool IsUsage { get; init; }
}
