using Datalake.Documents;

namespace Datalake.Server.Settings.Reading;

/// <summary>Reads <c>cors</c>.</summary>
internal static class CorsReading
{
    public static IReadOnlyList<string> Read(DocumentNode? node)
    {
        if (node?.AsObject(SettingsProperties.OfCors) is not { } cors) return [];
        var origins = new List<string>();
        foreach (var (item, text) in cors.Required(SettingsProperties.Origins)?.AsTexts() ?? [])
        {
            if (IsOrigin(text)) origins.Add(text);
            else
                item.Report(
                    SettingsRules.CorsOrigin,
                    "An origin is a scheme and a host in lower case, with a port where it is not the scheme's own, and without a path or '*', " +
                    $"such as \"https://shop.example\", but is '{Excerpt.Around(text, 0)}'.");
        }

        return origins;
    }

    // Compared with what browsers send, which is in this form.
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.Ordinal)
        && uri.UserInfo.Length == 0
        && uri.IdnHost == uri.Host
        && !text.Contains('*', StringComparison.Ordinal);
}
