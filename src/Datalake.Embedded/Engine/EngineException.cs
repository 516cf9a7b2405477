namespace Datalake.Embedded.Engine;

/// <summary>The engine could not do its work. What was to be written is not there; nothing that was there is changed.</summary>
/// <param name="message">What was tried, on what, and the engine's words.</param>
/// <param name="inner">The cause.</param>
public sealed class EngineException(string message, Exception? inner = null) : Exception(message, inner);
