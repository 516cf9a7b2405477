using Datalake.Documents;
using Datalake.Server.Settings;

namespace Datalake.Server.Access;

/// <summary>Decides whether a server may start where it is to listen: what other machines can reach has tokens and TLS.</summary>
public static class ExposureCheck
{
    /// <summary>Finds every reason why a server may not start.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="isOpen">True with <c>--no-auth</c>.</param>
    /// <param name="source">Where the settings come from; the problems name it.</param>
    public static IReadOnlyList<DocumentProblem> Check(ServerSettings settings, bool isOpen, string source)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [.. Find(settings, isOpen).Select(problem => new DocumentProblem(source, problem.Path, problem.Rule, problem.Message))];
    }

    private static IEnumerable<(string Path, string Rule, string Message)> Find(ServerSettings settings, bool isOpen)
    {
        // Behind a proxy, requests from anywhere come from this machine.
        var isExposed = !settings.Listen.IsLoopback || settings.BehindProxy;
        var reached = settings.BehindProxy ? "a proxy brings requests from other machines" : $"other machines reach {settings.Listen}";
        if (isOpen)
        {
            if (isExposed)
                yield return (
                    settings.BehindProxy ? "$.behindProxy" : "$.listen",
                    SettingsRules.ExposedWithoutAccess,
                    $"--no-auth is for trying on this machine, but {reached}. Start without --no-auth, or listen on 127.0.0.1 without a proxy.");
            if (settings.Tokens.Count > 0)
                yield return (
                    "$.tokens",
                    SettingsRules.ExposedWithoutAccess,
                    "--no-auth would ignore the tokens. Start without --no-auth, or take them out.");
            yield break;
        }

        if (!isExposed) yield break;
        if (settings.Tokens.Count == 0)
            yield return (
                "$.tokens", SettingsRules.ExposedWithoutTokens, $"Add a token for each who may use the server, since {reached}.");
        if (settings is { BehindProxy: false, Tls: null })
            yield return (
                "$.tls",
                SettingsRules.ExposedWithoutTls,
                $"Add a certificate, since {reached} and would send tokens in the clear; or set \"behindProxy\": true where a proxy ends TLS.");
    }
}
