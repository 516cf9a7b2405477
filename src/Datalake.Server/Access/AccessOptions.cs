using Datalake.Server.Settings;

namespace Datalake.Server.Access;

/// <summary>Who may use a server.</summary>
public sealed record AccessOptions
{
    /// <summary>The tokens that are accepted, also the server's own.</summary>
    public required TokenSet Tokens { get; init; }

    /// <summary>True with <c>--no-auth</c>: whoever is on this machine may do everything, and pages of other origins nothing.</summary>
    public bool IsOpen { get; init; }

    /// <summary>True when the server has a page, where people sign in.</summary>
    public bool HasPage { get; init; }

    /// <summary>The origins whose pages may call the server.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>
    /// The cookie in which a browser keeps a token. It has the server's port in its name, since the ports of a host share their cookies.
    /// </summary>
    public string CookieName { get; init; } = "lake-token";

    /// <summary>The access that settings give.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="own">The server's own token, which has every role; null with <c>--no-auth</c>.</param>
    public static AccessOptions Of(ServerSettings settings, string? own)
    {
        ArgumentNullException.ThrowIfNull(settings);
        IEnumerable<TokenSettings> tokens = own is null
            ? settings.Tokens
            : settings.Tokens.Append(new TokenSettings(ServerState.TokenName, AccessToken.HashOf(own), [AccessRole.Operate]));
        return new AccessOptions
        {
            Tokens = new TokenSet(tokens),
            IsOpen = own is null,
            CorsOrigins = settings.CorsOrigins,
            CookieName = FormattableString.Invariant($"lake-token-{settings.Listen.Port}"),
        };
    }
}
