using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Parquet;
using Datalake.Embedded.Parquet.Reading;
using Datalake.Tables;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Partitioning;

/// <summary>
/// A Parquet file of a dataset, and how the contract's columns are taken from it. A file written under an older contract may lack columns,
/// which are null then, or have other types, which are cast.
/// </summary>
internal sealed class TableFile
{
    /// <summary>
    /// The name under which <see cref="Source"/> gives a row's position in the file, from 0. No column of a contract begins with an
    /// underscore.
    /// </summary>
    public const string Position = "_position";

    // The engine finds the rows of a range quickly by this column of its own, but refuses to give it for a file that has a column of that
    // name.
    private const string EngineRowNumber = "file_row_number";

    private readonly Dictionary<string, string> found = new(StringComparer.OrdinalIgnoreCase);

    private TableFile(string path)
    {
        Path = path;
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The names of the file's columns, in their order.</summary>
    public IEnumerable<string> Names => found.Keys;

    /// <summary>The engine's type of a column in the file; null when it is not there.</summary>
    public string? TypeOf(string name) => found.GetValueOrDefault(name);

    /// <summary>What the engine says when it gives a column another type; null when each value converts.</summary>
    public string? Refusal(DuckDBConnection connection, string name, string type)
    {
        try
        {
            DuckDbEngine.Count(connection, $"SELECT count(hash({Column(name, type)})) FROM read_parquet({Sql.Text(Path)}, hive_partitioning = false)");
            return null;
        }
        catch (EngineException failure)
        {
            return failure.Message;
        }
    }

    /// <summary>Rows in the file.</summary>
    public long Rows { get; private init; }

    /// <summary>Leaf values in the file, those of list elements and nulls included.</summary>
    public long Values { get; private init; }

    /// <summary>Bytes of the file's data before compression; a text that repeats counts once where it is in a dictionary.</summary>
    public long Bytes { get; private init; }

    /// <summary>
    /// True when the columns are in the file as in the table's files. Columns that are not there are null in both.
    /// </summary>
    public bool IsStored { get; private init; }

    /// <summary>Looks at a file.</summary>
    /// <param name="connection">Is asked for the types of a file that is not as the contract says.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="path">The file's path.</param>
    /// <param name="keys">Receives the keys of its rows where they are stored as the contract has them; may be null.</param>
    /// <param name="number">The number of the file in <paramref name="keys"/>.</param>
    /// <exception cref="EngineException">The file cannot be read as Parquet.</exception>
    public static TableFile Open(
        DuckDBConnection connection, DatasetContract dataset, string path, KeyFile? keys = null, int number = 0)
    {
        try
        {
            var footer = ParquetFooter.Read(path);
            keys?.TryAdd(number, path, footer);
            var file = new TableFile(path)
            {
                Rows = footer.Rows,
                Values = footer.Values,
                Bytes = footer.Bytes,
                IsStored = ParquetSource.Of(path, footer, ParquetSchema.Of(dataset)) is not null,
            };
            foreach (var leaf in footer.Leaves) file.found.TryAdd(leaf.Path[0], string.Empty);
            if (file.IsStored) file.TakeTypes(dataset);
            else file.Describe(connection);
            return file;
        }
        catch (InvalidDataException failure)
        {
            throw new EngineException(failure.Message, failure);
        }
    }

    private void TakeTypes(DatasetContract dataset)
    {
        foreach (var column in TableSchema.Consumable(dataset).Columns)
        {
            if (found.ContainsKey(column.Name)) found[column.Name] = Sql.StoredType(column.Type);
        }
    }

    private void Describe(DuckDBConnection connection)
    {
        using var describe = connection.CreateCommand();
        describe.CommandText = $"DESCRIBE FROM read_parquet({Sql.Text(Path)}, hive_partitioning = false)";
        using var columns = describe.ExecuteReader();
        while (columns.Read()) found[columns.GetString(0)] = columns.GetString(1);
    }

    /// <summary>The rows of the file, as a source for FROM, with their <see cref="Position"/>.</summary>
    public string Source => found.ContainsKey(EngineRowNumber)
        ? $"(SELECT *, row_number() OVER () - 1 AS {Position} FROM read_parquet({Sql.Text(Path)}, hive_partitioning = false))"
            : $"(SELECT *, {EngineRowNumber} AS {Position} FROM read_parquet({Sql.Text(Path)}, {EngineRowNumber} = true, hive_partitioning = false))";

    /// <summary>A column of the contract, or of the lineage, as an expression of its type.</summary>
    public string Column(string name, string type) =>
        !found.TryGetValue(name, out var own) ? $"NULL::{type}" : own == type ? Sql.Name(name) : $"{Sql.Name(name)}::{type}";

    /// <summary>All columns of the tables in their order, under their names, as they are in the table's files.</summary>
    public string Select(DatasetContract dataset) => string.Join(", ", TableSchema.Consumable(dataset).Columns.Select(Stored));

    private string Stored(TableColumn column)
    {
        var (type, stored) = (Sql.Type(column.Type), Sql.StoredType(column.Type));
        var expression = TypeOf(column.Name) == stored || type == stored ? Column(column.Name, stored) : $"{Column(column.Name, type)}::{stored}";
        return $"{expression} AS {Sql.Name(column.Name)}";
    }

    /// <summary>The identity columns, under their names.</summary>
    public string Identity(DatasetContract dataset) =>
        string.Join(", ", dataset.Identity.Select(column => $"{Column(column.Name, Sql.Type(column.Type))} AS {Sql.Name(column.Name)}"));

    /// <summary>When a row changed, as a timestamp.</summary>
    public string ChangedAt(DatasetContract dataset) =>
        $"coalesce({string.Join(", ", dataset.ChangedAt.Select(column => $"{Column(column.Name, Sql.Type(column.Type))}::TIMESTAMP"))})";
}
