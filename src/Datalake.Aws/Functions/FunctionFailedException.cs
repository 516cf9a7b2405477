namespace Datalake.Aws.Functions;

/// <summary>
/// A part of an event could not be done, and trying again can help. Lambda keeps the event and calls again; then it goes to the dead
/// letters.
/// </summary>
/// <param name="message">What could not be done and why, all of it.</param>
/// <param name="inner">The first cause.</param>
public sealed class FunctionFailedException(string message, Exception inner) : Exception(message, inner);
