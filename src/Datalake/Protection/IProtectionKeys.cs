using Datalake.Datasets;

namespace Datalake.Protection;

/// <summary>Gives the secret keys that protect rules name.</summary>
public interface IProtectionKeys
{
    /// <summary>Reads a key.</summary>
    /// <param name="reference">Where it is.</param>
    /// <returns>The key's bytes.</returns>
    /// <exception cref="ProtectionKeyException">There is no such key, or it is shorter than 16 bytes.</exception>
    byte[] Read(KeyReference reference);
}
