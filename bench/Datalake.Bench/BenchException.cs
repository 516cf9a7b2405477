namespace Datalake.Bench;

/// <summary>The bench could not measure what it is for; its figures must not be believed.</summary>
/// <param name="message">What happened.</param>
internal sealed class BenchException(string message) : Exception(message);
