using System.Text;

namespace Datalake.Aws.Testing.RuntimeApi;

/// <summary>What a function made of an event: an answer or an error.</summary>
/// <param name="RequestId">The id of the invocation.</param>
/// <param name="Payload">The answer; empty where the function failed.</param>
/// <param name="Error">The error, or null where the function answered.</param>
public sealed record InvocationOutcome(string RequestId, ReadOnlyMemory<byte> Payload, FunctionError? Error)
{
    /// <summary>Whether the function answered.</summary>
    public bool Succeeded => Error is null;

    /// <summary>The answer as text.</summary>
    public string Text => Encoding.UTF8.GetString(Payload.Span);
}
