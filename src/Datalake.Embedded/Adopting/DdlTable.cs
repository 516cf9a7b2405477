namespace Datalake.Embedded.Adopting;

/// <summary>A column as a statement declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as the statement writes it, without comments.</param>
internal sealed record DdlColumn(string Name, string Type);

/// <summary>What a statement CREATE EXTERNAL TABLE declares.</summary>
/// <param name="Database">The database; null when the statement names none.</param>
/// <param name="Name">The table.</param>
internal sealed record DdlTable(string? Database, string Name)
{
    /// <summary>The columns.</summary>
    public List<DdlColumn> Columns { get; } = [];

    /// <summary>The partition columns, whose values are in the names of folders.</summary>
    public List<DdlColumn> Partitions { get; } = [];

    /// <summary>The properties of the reader, the table and <c>ROW FORMAT DELIMITED</c>, by their names in lower case.</summary>
    public Dictionary<string, string> Properties { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The class that reads the files; null when none is named.</summary>
    public string? Reader { get; set; }

    /// <summary>The file format by its name, as PARQUET, or the class of it; null when none is named.</summary>
    public string? Stored { get; set; }

    /// <summary>Where the files lie; null when the statement does not say.</summary>
    public string? Location { get; set; }
}
