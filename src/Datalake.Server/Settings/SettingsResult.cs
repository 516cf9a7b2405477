using Datalake.Documents;

namespace Datalake.Server.Settings;

/// <summary>What reading a <c>lake.json</c> gave: the settings, or every problem they have.</summary>
public sealed class SettingsResult
{
    internal SettingsResult(ServerSettings? settings, IReadOnlyList<DocumentProblem> problems)
    {
        Settings = settings;
        Problems = problems;
    }

    /// <summary>The settings; null when there are problems.</summary>
    public ServerSettings? Settings { get; }

    /// <summary>The problems; empty when there are settings.</summary>
    public IReadOnlyList<DocumentProblem> Problems { get; }

    /// <summary>The settings.</summary>
    /// <exception cref="DocumentException">There are problems.</exception>
    public ServerSettings Require() => Settings ?? throw new DocumentException(Problems);
}
