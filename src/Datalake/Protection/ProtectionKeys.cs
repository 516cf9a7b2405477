using System.Text;
using Datalake.Datasets;

namespace Datalake.Protection;

/// <summary>Reads keys from environment variables and key files; trailing white space of a file does not count.</summary>
/// <param name="environment">Gives an environment variable's value, or null.</param>
public sealed class ProtectionKeys(Func<string, string?> environment) : IProtectionKeys
{
    /// <summary>The shortest key taken, in bytes.</summary>
    public const int MinimumBytes = 16;

    /// <summary>The keys of this process's environment.</summary>
    public static ProtectionKeys FromEnvironment { get; } = new(Environment.GetEnvironmentVariable);

    /// <inheritdoc/>
    public byte[] Read(KeyReference reference)
    {
        var key = reference.Kind == KeyReferenceKind.EnvironmentVariable ? FromVariable(reference.Name) : FromFile(reference.Name);
        return key.Length >= MinimumBytes
            ? key
            : throw new ProtectionKeyException($"The key {reference} has {key.Length} bytes; at least {MinimumBytes} are needed.");
    }

    private static byte[] FromFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path).AsSpan().TrimEnd(" \t\r\n"u8).ToArray();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ProtectionKeyException($"The key file {path} that a protect rule names cannot be read: {failure.Message}", failure);
        }
    }

    private byte[] FromVariable(string name) =>
        environment(name) is { Length: > 0 } value
            ? Encoding.UTF8.GetBytes(value)
            : throw new ProtectionKeyException(
                $"The environment variable {name} that a protect rule names is not set. Set it to the secret key (at least {MinimumBytes} bytes)."
            );
}
