namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>An event that could not be read, or an answer that could not be written.</summary>
public class JsonSerializerException : Exception
{
    /// <summary>Creates one.</summary>
    public JsonSerializerException(string message)
        : base(message)
    {
    }

    /// <summary>Creates one with its cause.</summary>
    public JsonSerializerException(string message, Exception exception)
        : base(message, exception)
    {
    }
}
