namespace Datalake.Protection;

/// <summary>
/// A key that a protect rule names cannot be used. Nothing is structured without it, since that would let the field through in the clear.
/// </summary>
/// <param name="message">Which key, and what to do.</param>
/// <param name="inner">Why it could not be read; null when it was not there.</param>
public sealed class ProtectionKeyException(string message, Exception? inner = null) : Exception(message, inner);
