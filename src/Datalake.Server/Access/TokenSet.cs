using System.Security.Cryptography;
using Datalake.Server.Settings;

namespace Datalake.Server.Access;

/// <summary>The tokens that a server accepts. Safe to share between threads.</summary>
/// <param name="tokens">The tokens' hashes.</param>
public sealed class TokenSet(IEnumerable<TokenSettings> tokens)
{
    private readonly TokenSettings[] tokens = [.. tokens];

    /// <summary>Whose token a text is. Takes the same time whichever of the tokens it is, or none.</summary>
    /// <param name="token">The text.</param>
    /// <returns>The token's name and roles; null when it is none that is accepted.</returns>
    public TokenSettings? Find(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length is < AccessToken.MinimumLength or > AccessToken.MaximumLength) return null;
        var hash = AccessToken.HashOf(token);
        TokenSettings? found = null;
        foreach (var candidate in tokens)
        {
            if (CryptographicOperations.FixedTimeEquals(candidate.Sha256.Span, hash)) found = candidate;
        }

        return found;
    }
}
