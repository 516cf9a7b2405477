namespace Datalake.Aws.Delivery;

/// <summary>
/// A delivery stream could not take records. They are still in the structured object, and delivering it again is harmless.
/// </summary>
/// <param name="message">Which stream, what it said, what to do.</param>
/// <param name="inner">The cause.</param>
public sealed class DeliveryException(string message, Exception inner) : Exception(message, inner);
