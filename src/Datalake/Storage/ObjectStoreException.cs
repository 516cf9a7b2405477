namespace Datalake.Storage;

/// <summary>A store could not do what was asked: it is full, read-only, out of reach.</summary>
/// <param name="message">Which object, what was tried, why it failed, what to do.</param>
/// <param name="inner">The cause, where it was thrown.</param>
public sealed class ObjectStoreException(string message, Exception? inner = null) : Exception(message, inner);
