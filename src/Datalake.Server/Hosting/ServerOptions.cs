using Datalake.Embedded;
using Datalake.Protection;
using Datalake.Server.Commanding;
using Datalake.Server.Settings;

namespace Datalake.Server.Hosting;

/// <summary>What a server serves, and how.</summary>
public sealed record ServerOptions
{
    /// <summary>The lake. Its delivery buffer is that of the settings.</summary>
    public required LakeOptions Lake { get; init; }

    /// <summary>The settings.</summary>
    public required ServerSettings Settings { get; init; }

    /// <summary>Where the settings come from, for messages.</summary>
    public required string SettingsSource { get; init; }

    /// <summary>Runs the commands that are handed over.</summary>
    public required ILakeCommands Commands { get; init; }

    /// <summary>The page for people; null, the default, for a server that has none.</summary>
    public IServerPage? Page { get; init; }

    /// <summary>True with <c>--no-auth</c>.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Reads the secrets that the settings name.</summary>
    public SecretReader Secrets { get; init; } = new(Environment.GetEnvironmentVariable, "lake.json names");
}
