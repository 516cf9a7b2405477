using Datalake.Embedded;
using Microsoft.Extensions.Logging;

namespace Datalake.Server.Access;

/// <summary>
/// Reads and writes <c>_state/server.json</c>: whole or not at all, and readable by its owner only from the first byte on.
/// </summary>
/// <param name="folder">The lake.</param>
public sealed class ServerStateFile(LakeFolder folder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The file.</summary>
    public string Path { get; } = System.IO.Path.Combine(folder.Root, "_state", "server.json");

    /// <summary>Reads the state.</summary>
    /// <returns>The state; null when there is none, or the file is not one.</returns>
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is another user's.</exception>
    public ServerState? Read()
    {
        try
        {
            return ServerState.Parse(File.ReadAllBytes(Path));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// The token for a server that starts: with configured tokens a new one, which only commands on this machine learn; without them the
    /// one of the last start, since people have it. One that others could read is replaced.
    /// </summary>
    /// <param name="hasConfiguredTokens">True when the settings have tokens.</param>
    /// <param name="log">Receives a warning when a token is replaced; may be null.</param>
    public string TokenFor(bool hasConfiguredTokens, ILogger? log)
    {
        if (hasConfiguredTokens || Read() is not { } last) return AccessToken.Create();
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(Path) & ~OwnerOnly) == UnixFileMode.None) return last.Token;
        log?.TokenExposed(Path);
        return AccessToken.Create();
    }

    /// <summary>Writes the state.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(ServerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var writing = Path + FormattableString.Invariant($".{Environment.ProcessId}.tmp");
        try
        {
            // The mode counts for a new file only.
            File.Delete(writing);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            using (var file = new FileStream(writing, options))
            {
                file.Write(System.Text.Encoding.UTF8.GetBytes(state.ToJson()));
                file.Flush(flushToDisk: true);
            }

            File.Move(writing, Path, overwrite: true);
        }
        finally
        {
            File.Delete(writing);
        }
    }

    /// <summary>Notes that the server has stopped.</summary>
    public void WriteStopped()
    {
        if (Read() is { } state) Write(state.Stopped());
    }
}
