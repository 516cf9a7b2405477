namespace Datalake.Embedded.Erasing;

/// <summary>Something cannot be erased. Nothing was changed; the message names the dataset, the object, why, and what to do.</summary>
public sealed class EraseException : Exception
{
    internal EraseException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
