using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Tables;

namespace Datalake.Embedded.Tracing;

/// <summary>Queries that find rows of a dataset by identity or by source.</summary>
/// <param name="reader">The reader.</param>
/// <param name="root">The lake's folder, below which paths are keys.</param>
/// <param name="dataset">The dataset.</param>
internal sealed class RowQuery(LakeReader reader, string root, DatasetContract dataset)
{
    private readonly string table = $"{Sql.Name(dataset.Database)}.{Sql.Name(dataset.ConsumableTable)}";
    private readonly string staged = $"{Sql.Name(dataset.Database)}.{Sql.Name(dataset.StagedTable)}";

    /// <summary>The rows of an entity, the latest change first.</summary>
    public IReadOnlyList<FoundRow> OfIdentity(IReadOnlyList<string> values, int maximum, CancellationToken cancellationToken) =>
        Find(string.Join(" AND ", dataset.Identity.Zip(values, Is)), maximum, cancellationToken);

    /// <summary>The rows of an arrival, in the order of its records as far as their numbers give one.</summary>
    public IReadOnlyList<FoundRow> OfArrival(string key, int maximum, CancellationToken cancellationToken) =>
        Find(
            $"{Lineage.Source} = {Sql.Text(key)} OR starts_with({Lineage.Source}, {Sql.Text(key + "#")}) AND regexp_full_match(substr({Lineage.Source}, {Length(key) + 2}), '[0-9]+')",
            maximum,
            cancellationToken);

    /// <summary>The keys of the stage files that hold a row.</summary>
    public IReadOnlyList<string> StageFilesOf(FoundRow row, CancellationToken cancellationToken)
    {
        // The delivery stream takes a record after the step did, so it can be in the hour after.
        var hours = new[] { row.IngestedAt, row.IngestedAt.AddHours(1) }.Select(hour => "(" + string.Join(
            " AND ",
            TableSchema.IngestionHour.Select(part => $"{part.Name} = {int.Parse(hour.UtcDateTime.ToString(part.Format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)}")) + ")");
        var files = new List<string>();
        using var rows = reader.Query(
            $"SELECT DISTINCT \"$path\" AS path FROM {staged} WHERE ({string.Join(" OR ", hours)}) AND {Lineage.Source} = {Sql.Text(row.Source)} AND {Lineage.Digest} = {Sql.Text(row.Digest)} ORDER BY 1",
            cancellationToken);
        while (rows.Read()) files.Add(KeyOf((string)rows.GetValue(0)!));
        return files;
    }

    private List<FoundRow> Find(string condition, int maximum, CancellationToken cancellationToken)
    {
        var identity = dataset.Identity.Select(column => $"CAST({Sql.Name(column.Name)} AS varchar)");
        var changed = $"coalesce({string.Join(", ", dataset.ChangedAt.Select(column => $"CAST(CAST({Sql.Name(column.Name)} AS timestamp) AS varchar)"))})";
        var found = new List<FoundRow>();
        using var rows = reader.Query(
            $"SELECT {string.Join(", ", identity)}, {changed}, {Lineage.Source}, {Lineage.Digest}, epoch_us({Lineage.IngestedAt}), \"$path\" FROM {table} WHERE {condition} ORDER BY {dataset.Identity.Count + 1} DESC, {Lineage.Source} LIMIT {maximum}",
            cancellationToken);
        while (rows.Read())
        {
            var at = dataset.Identity.Count;
            found.Add(new FoundRow(
                [.. dataset.Identity.Select((column, i) => KeyValuePair.Create(column.Name, (string?)rows.GetValue(i)))],
                (string?)rows.GetValue(at),
                (string)rows.GetValue(at + 1)!,
                (string)rows.GetValue(at + 2)!,
                DateTimeOffset.UnixEpoch.AddMicroseconds((long)rows.GetValue(at + 3)!),
                KeyOf((string)rows.GetValue(at + 4)!)));
        }

        return found;
    }

    // A text that is no value of the type finds nothing.
    private static string Is(Column column, string value) => column.Type is PrimitiveType { Kind: PrimitiveKind.String }
        ? $"{Sql.Name(column.Name)} = {Sql.Text(value)}"
        : $"{Sql.Name(column.Name)} = TRY_CAST({Sql.Text(value)} AS {Sql.Type(column.Type)})";

    // The engine counts code points.
    private static int Length(string text) => text.EnumerateRunes().Count();

    private string KeyOf(string path) => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
}
