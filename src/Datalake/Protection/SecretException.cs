namespace Datalake.Protection;

/// <summary>A secret that is named by its place cannot be used: it is not there, cannot be read, or is too short.</summary>
/// <param name="message">Which one, and what to do; never the secret.</param>
/// <param name="inner">Why it could not be read; null when it was not there.</param>
public sealed class SecretException(string message, Exception? inner = null) : Exception(message, inner);
