namespace Amazon.Lambda.Core;

/// <summary>Turns events and answers from and to the bytes that Lambda carries.</summary>
public interface ILambdaSerializer
{
    /// <summary>Reads an event.</summary>
    /// <param name="requestStream">Its bytes.</param>
    T Deserialize<T>(Stream requestStream);

    /// <summary>Writes an answer.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="responseStream">Takes its bytes; stays open.</param>
    void Serialize<T>(T response, Stream responseStream);
}
