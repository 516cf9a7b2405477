namespace DuckDB.NET.Data;

/// <summary>
/// A connection string: <c>DataSource</c> (or <c>Data Source</c>), and the engine's settings under their own names, as in
/// <c>DataSource=lake.duckdb;ACCESS_MODE=READ_ONLY;memory_limit=256MB;threads=2</c>. An empty value needs quotes, as in
/// <c>temp_directory=''</c>.
/// </summary>
public class DuckDBConnectionStringBuilder : DbConnectionStringBuilder
{
    /// <summary>The data source that is a database of its own in memory.</summary>
    public const string InMemoryDataSource = ":memory:";

    /// <summary>The connection string for a database of its own in memory.</summary>
    public const string InMemoryConnectionString = "DataSource=:memory:";

    private const string DataSourceKey = "DataSource";
    private const string DataSourceAlias = "Data Source";

    /// <summary>The path of the database file, or <see cref="InMemoryDataSource"/>; empty when there is none yet.</summary>
    public string DataSource
    {
        get => TryGetValue(DataSourceKey, out var value) || TryGetValue(DataSourceAlias, out value) ? value.ToString() ?? "" : "";
        set
        {
            Remove(DataSourceAlias);
            this[DataSourceKey] = value;
        }
    }

    /// <summary>All but the data source: the settings to open the database with, by name.</summary>
    internal SortedDictionary<string, string> Settings()
    {
        var settings = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string key in Keys)
        {
            if (!key.Equals(DataSourceKey, StringComparison.OrdinalIgnoreCase) && !key.Equals(DataSourceAlias, StringComparison.OrdinalIgnoreCase))
                settings[key] = this[key]?.ToString() ?? "";
        }

        return settings;
    }
}
