using Datalake.Documents;
using Datalake.Server.Settings.Reading;

namespace Datalake.Server.Settings;

/// <summary>Reads a <c>lake.json</c> and checks it as a whole: all problems are found at once, not only the first.</summary>
public static class ServerSettingsReader
{
    /// <summary>Reads settings.</summary>
    /// <param name="utf8">JSON in UTF-8, where comments and trailing commas are allowed; a byte order mark is skipped.</param>
    /// <param name="source">Where the text comes from; the problems name it.</param>
    /// <param name="time">The clock, to see whether a schedule comes up.</param>
    /// <returns>The settings, or the problems.</returns>
    public static SettingsResult Read(ReadOnlySpan<byte> utf8, string source, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(time);
        var problems = new ProblemList(source);
        using var document = DocumentJson.Parse(utf8, problems);
        var settings = document is null ? null : SettingsReading.Read(new DocumentNode(document.RootElement, "$", problems), time);
        return problems.Count > 0 ? new SettingsResult(null, problems.ToArray()) : new SettingsResult(settings, []);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isNamed">
    /// True when somebody asked for this file, so that it has to be there; false for the one beside the lake, whose absence gives the
    /// defaults.
    /// </param>
    /// <param name="time">The clock, to see whether a schedule comes up.</param>
    /// <returns>The settings, or the problems.</returns>
    public static SettingsResult Load(string path, bool isNamed, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Read(File.ReadAllBytes(path), path, time);
        }
        catch (Exception missing) when (!isNamed && missing is (FileNotFoundException or DirectoryNotFoundException))
        {
            return new SettingsResult(new ServerSettings(), []);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new SettingsResult(
                null, [new DocumentProblem(path, "$", DocumentRules.SourceUnreadable, $"Cannot be read: {failure.Message}")]);
        }
    }
}
