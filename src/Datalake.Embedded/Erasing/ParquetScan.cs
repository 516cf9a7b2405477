using System.Text;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Partitioning;
using Datalake.Tables;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Erasing;

/// <summary>Looks for erased rows in Parquet files, of the stage or of a table.</summary>
/// <param name="connection">The engine, which keeps rows in order.</param>
/// <param name="dataset">The dataset.</param>
/// <param name="erased">What is erased.</param>
internal sealed class ParquetScan(DuckDBConnection connection, DatasetContract dataset, ErasedSet erased)
{
    /// <summary>Looks.</summary>
    /// <param name="key">The file's key.</param>
    /// <param name="path">Its path.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Null when no row of it is erased.</returns>
    /// <exception cref="EngineException">The file cannot be read.</exception>
    public ErasedFile? Scan(string key, string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = TableFile.Open(connection, dataset, path);
            if (file.Rows == 0) return null;
            using var command = connection.CreateCommand();
            command.CommandText = Statement(file);
            command.UseStreamingMode = true;
            using var reader = command.ExecuteReader();
            var rows = new List<ErasedRow>();
            for (var count = 0L; reader.Read(); count++)
            {
                if (count % 1024 == 0) cancellationToken.ThrowIfCancellationRequested();
                if (IsErased(reader)) rows.Add(RowOf(reader));
            }

            return rows.Count == 0 ? null : new ErasedFile(key, file.Rows, rows);
        }
        catch (Exception failure) when (failure is DuckDBException or EngineException)
        {
            throw new EngineException(
                $"Dataset {dataset.Name}: {key} cannot be searched for what is to be erased, and nothing was changed: {failure.Message} " +
                "Restore the file from a copy of the lake, or delete it if another program put it there.",
                failure);
        }
    }

    private string Statement(TableFile file)
    {
        var identity = dataset.Identity.Select(column =>
        {
            var value = file.TypeOf(column.Name) is null ? "NULL" : $"TRY_CAST({Sql.Name(column.Name)} AS {Sql.Type(column.Type)})";
            return column.Type is PrimitiveType { Kind: PrimitiveKind.Timestamp } ? $"CAST(epoch_us({value}) AS VARCHAR)" : $"CAST({value} AS VARCHAR)";
        });
        var lineage = new[]
        {
            file.Column(Lineage.Source, "VARCHAR"),
            $"epoch_us({file.Column(Lineage.IngestedAt, "TIMESTAMP")})",
            file.Column(Lineage.Rescued, "VARCHAR"),
        };

        // The columns that conditions compare, as JSON, so that one code decides about records wherever they are.
        var paths = erased.Paths.ToArray();
        var compared = file.Names.Where(name => Array.Exists(paths, path => path.AnyDepth || path.Steps[0].Matches(name)))
            .Select(Sql.Name).ToArray();
        var record = compared.Length == 0 ? "NULL" : $"CAST(to_json(struct_pack({string.Join(", ", compared.Select(name => $"{name} := {name}"))})) AS VARCHAR)";
        return $"SELECT {TableFile.Position}, {string.Join(", ", lineage)}, {record}, {string.Join(", ", identity)} FROM {file.Source}";
    }

    private bool IsErased(DuckDBDataReader row)
    {
        var identity = Identity(row);
        if (identity is not null && erased.Contains(identity)) return true;
        if (erased.Rules.Count == 0 || (row.IsDBNull(3) && row.IsDBNull(4))) return false;
        using var record = Text(row, 4) is { } text ? RecordJson.TryParse(Encoding.UTF8.GetBytes(text)) : null;
        using var rescued = Text(row, 3) is { } more ? RecordJson.TryParse(Encoding.UTF8.GetBytes(more)) : null;
        var isSelected = erased.Selects(path =>
            (record is null ? [] : FieldValues.Of(record.RootElement, path))
            .Concat(rescued is null ? [] : FieldValues.OfRescued(rescued.RootElement, path)));
        if (isSelected && identity is not null) erased.Add(identity);
        return isSelected;
    }

    private IdentityValue? Identity(DuckDBDataReader row)
    {
        var (forms, texts) = (new string[dataset.Identity.Count], new string[dataset.Identity.Count]);
        for (var i = 0; i < forms.Length; i++)
        {
            if (Text(row, 5 + i) is not { } text) return null;
            (forms[i], texts[i]) = (RecordIdentity.FormOf(dataset.Identity[i], text), text);
        }

        return new IdentityValue(forms, texts);
    }

    private static ErasedRow RowOf(DuckDBDataReader row) =>
        new(row.GetInt64(0), Text(row, 1), row.IsDBNull(2) ? null : row.GetInt64(2), !row.IsDBNull(3));

    private static string? Text(DuckDBDataReader row, int ordinal) => row.IsDBNull(ordinal) ? null : row.GetString(ordinal);
}
