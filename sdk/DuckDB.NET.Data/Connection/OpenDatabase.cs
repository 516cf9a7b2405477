namespace DuckDB.NET.Data.Connection;

/// <summary>
/// An open database and how many connections use it. A database file is opened once in a process, whatever the number of
/// connections: the engine does not allow more.
/// </summary>
internal sealed class OpenDatabase
{
    private static readonly StringComparer PathComparer = OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
    private static readonly Dictionary<string, OpenDatabase> Files = new(PathComparer);
    private static readonly Lock Gate = new();

    private readonly DuckDBDatabase database;
    private readonly SortedDictionary<string, string> settings;
    private readonly string? path;
    private int users = 1;

    private OpenDatabase(string? path, SortedDictionary<string, string> settings)
    {
        this.path = path;
        this.settings = settings;
        database = Open(path, settings);
    }

    /// <summary>Opens a database, or joins those who have it open already.</summary>
    /// <exception cref="DuckDBException">The engine cannot open it.</exception>
    /// <exception cref="InvalidOperationException">It is open in this process with other settings.</exception>
    internal static OpenDatabase Use(string dataSource, SortedDictionary<string, string> settings)
    {
        if (dataSource.Equals(DuckDBConnectionStringBuilder.InMemoryDataSource, StringComparison.OrdinalIgnoreCase))
            return new(path: null, settings);

        var file = Path.GetFullPath(dataSource);
        lock (Gate)
        {
            if (!Files.TryGetValue(file, out var open)) return Files[file] = new(file, settings);

            if (!open.settings.SequenceEqual(settings))
            {
                throw new InvalidOperationException(
                    $"{file} is open in this process with other settings ({Describe(open.settings)}) than are asked for now ({Describe(settings)}). " +
                    "Use the same settings, or close the other connections first.");
            }

            open.users++;
            return open;
        }
    }

    /// <summary>One more connection to the same database.</summary>
    internal OpenDatabase Join()
    {
        lock (Gate) users++;
        return this;
    }

    internal DuckDBNativeConnection Connect() =>
        NativeMethods.Startup.DuckDBConnect(database, out var connection) == DuckDBState.Success
            ? connection
            : throw new DuckDBException($"The engine gives no connection to {path ?? "the database in memory"}.", DuckDBErrorType.Connection);

    /// <summary>To be called once by each who used it; the last one closes it.</summary>
    internal void Release()
    {
        lock (Gate)
        {
            if (--users > 0) return;
            if (path is not null) Files.Remove(path);
            database.Dispose();
        }
    }

    private static DuckDBDatabase Open(string? path, SortedDictionary<string, string> settings)
    {
        _ = NativeMethods.Configuration.DuckDBCreateConfig(out var config);
        using (config)
        {
            foreach (var (name, value) in settings)
            {
                if (NativeMethods.Configuration.DuckDBSetConfig(config, name, value) != DuckDBState.Success)
                    throw new DuckDBException($"The engine's setting {name} cannot be '{value}'.", DuckDBErrorType.Settings);
            }

            return NativeMethods.Startup.DuckDBOpen(path, out var database, config, out var error) == DuckDBState.Success
                ? database
                : throw EngineError.From(error);
        }
    }

    private static string Describe(SortedDictionary<string, string> settings) =>
        settings.Count == 0 ? "none" : string.Join(", ", settings.Select(s => $"{s.Key}={s.Value}"));
}
