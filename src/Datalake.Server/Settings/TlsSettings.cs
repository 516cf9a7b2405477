using Datalake.Datasets;

namespace Datalake.Server.Settings;

/// <summary>Where the certificate for TLS lies.</summary>
/// <param name="Certificate">The file: PEM with the whole chain, or PKCS #12 where its name ends in <c>.pfx</c> or <c>.p12</c>.</param>
/// <param name="Key">The file of the private key in PEM; null where the certificate's file holds it.</param>
/// <param name="Password">Where the password of the key is; null where it has none.</param>
public sealed record TlsSettings(KeyReference Certificate, KeyReference? Key, KeyReference? Password)
{
    /// <summary>True when the certificate's file is PKCS #12.</summary>
    public bool IsPkcs12 => IsPkcs12File(Certificate.Name);

    internal static bool IsPkcs12File(string path) =>
        path.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".p12", StringComparison.OrdinalIgnoreCase);
}
