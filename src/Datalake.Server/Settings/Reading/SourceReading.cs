using Datalake.Documents;

namespace Datalake.Server.Settings.Reading;

/// <summary>
/// Reads <c>sources</c>, which is kept for what the server will pull from. An entry is refused rather than ignored, since nothing would be
/// pulled.
/// </summary>
internal static class SourceReading
{
    public static void Check(DocumentNode? node)
    {
        foreach (var (name, value) in node?.AsProperties() ?? [])
            value.Report(SettingsRules.SourceKind, $"This version pulls from no source, so '{name}' would bring nothing. Take it out.");
    }
}
