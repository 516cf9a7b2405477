using Datalake.Datasets;

namespace Datalake.Protection;

/// <summary>Reads the keys of protect rules from environment variables and key files.</summary>
/// <param name="environment">Gives an environment variable's value, or null.</param>
public sealed class ProtectionKeys(Func<string, string?> environment) : IProtectionKeys
{
    /// <summary>The shortest key taken, in bytes.</summary>
    public const int MinimumBytes = SecretReader.MinimumBytes;

    private readonly SecretReader secrets = new(environment, "a protect rule");

    /// <summary>The keys of this process's environment.</summary>
    public static ProtectionKeys FromEnvironment { get; } = new(Environment.GetEnvironmentVariable);

    /// <inheritdoc/>
    public byte[] Read(KeyReference reference)
    {
        try
        {
            return secrets.Read(reference);
        }
        catch (SecretException missing)
        {
            throw new ProtectionKeyException(missing.Message, missing.InnerException);
        }
    }
}
