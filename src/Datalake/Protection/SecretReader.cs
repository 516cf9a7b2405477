using System.Text;
using Datalake.Datasets;

namespace Datalake.Protection;

/// <summary>Reads secrets from environment variables and files; trailing white space of a file does not count.</summary>
/// <param name="environment">Gives an environment variable's value, or null.</param>
/// <param name="namedBy">What names the secrets, for messages, e.g. <c>lake.json</c>.</param>
public sealed class SecretReader(Func<string, string?> environment, string namedBy)
{
    /// <summary>The shortest secret taken where nothing else is asked for, in bytes.</summary>
    public const int MinimumBytes = 16;

    /// <summary>Reads a secret.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="minimumBytes">How long it is at least; a shorter one could be guessed.</param>
    /// <exception cref="SecretException">It is not there, cannot be read, or is too short.</exception>
    public byte[] Read(KeyReference place, int minimumBytes = MinimumBytes)
    {
        ArgumentNullException.ThrowIfNull(place);
        var secret = place.Kind == KeyReferenceKind.EnvironmentVariable ? FromVariable(place.Name, minimumBytes) : FromFile(place.Name);
        return secret.Length >= minimumBytes
            ? secret
            : throw new SecretException($"The key {place} has {secret.Length} bytes; at least {minimumBytes} are needed.");
    }

    private byte[] FromFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path).AsSpan().TrimEnd(" \t\r\n"u8).ToArray();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SecretException($"The key file {path} that {namedBy} names cannot be read: {failure.Message}", failure);
        }
    }

    private byte[] FromVariable(string name, int minimumBytes) =>
        environment(name) is { Length: > 0 } value
            ? Encoding.UTF8.GetBytes(value)
            : throw new SecretException(
                $"The environment variable {name} that {namedBy} names is not set. Set it to the secret key (at least {minimumBytes} bytes).");
}
