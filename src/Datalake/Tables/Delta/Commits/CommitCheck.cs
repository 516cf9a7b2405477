using Datalake.Storage;
using Datalake.Tables.Delta.Schemas;

namespace Datalake.Tables.Delta.Commits;

/// <summary>Refuses commits that would make a table wrong.</summary>
internal static class CommitCheck
{
    /// <summary>Checks a commit.</summary>
    /// <exception cref="ArgumentException">The commit itself is wrong.</exception>
    /// <exception cref="DeltaTableException">The table does not take it.</exception>
    public static void Check(string table, Snapshot? read, TableCommit commit)
    {
        var metadata = commit.Metadata ?? read?.Metadata
            ?? throw new ArgumentException($"The first version of the table {table} needs metadata.", nameof(commit));
        if (read is not null)
        {
            commit.Reads.Check(read.Metadata);
            CheckTable(table, read, commit);
        }

        CheckRemoves(table, read, commit);
        CheckAdds(table, metadata, commit);
    }

    private static void CheckTable(string table, Snapshot read, TableCommit commit)
    {
        var features = read.Protocol.UnknownToWriter;
        if (features.Count > 0)
        {
            throw new DeltaFeatureException(
                $"The table {table} needs {string.Join(", ", features)} to be written, which the lake does not have. " +
                "Switch the feature off with the engine that made the table (ALTER TABLE … DROP FEATURE), or write it with that engine.",
                features);
        }

        if (FindInvariant(read.Metadata.Schema) is { } column)
        {
            throw new DeltaFeatureException(
                $"The column '{column}' of the table {table} is NOT NULL or has an invariant, which the lake cannot check. Take it " +
                "off with the engine that made the table, or write it with that engine.",
                ["invariants"]);
        }

        if (commit.DataChange && commit.Removes.Count > 0 && TableProperties.IsAppendOnly(read.Metadata))
        {
            throw new DeltaTableException(
                $"Rows of the table {table} cannot be changed or deleted, since its property {TableProperties.AppendOnly} is true. " +
                "Set it to false to allow that.");
        }
    }

    private static void CheckRemoves(string table, Snapshot? read, TableCommit commit)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in commit.Removes)
        {
            if (!seen.Add(file.Path)) throw Twice(file, nameof(commit));
            if (read?.Find(file.Path) is null)
            {
                throw new ArgumentException(
                    $"The file {ObjectKeys.Show(file.Path)} is not in version {read?.Version ?? -1} of the table {table}, so it cannot be removed.",
                    nameof(commit));
            }
        }
    }

    private static void CheckAdds(string table, TableMetadata metadata, TableCommit commit)
    {
        var seen = commit.Removes.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var file in commit.Adds)
        {
            if (!seen.Add(file.Path)) throw Twice(file, nameof(commit));
            if (DeltaPath.Problem(file.Path) is { } problem)
                throw new ArgumentException($"The file {ObjectKeys.Show(file.Path)} cannot be added. {problem}", nameof(commit));
            if (file.PartitionValues.Count != metadata.PartitionColumns.Count
                || !metadata.PartitionColumns.All(file.PartitionValues.ContainsKey))
            {
                throw new ArgumentException(
                    $"The file {ObjectKeys.Show(file.Path)} must have a value for each of the partition columns " +
                    $"'{string.Join(", ", metadata.PartitionColumns)}' of the table {table}, and for no other.",
                    nameof(commit));
            }
        }
    }

    private static ArgumentException Twice(DataFile file, string parameter) =>
        new($"The file {ObjectKeys.Show(file.Path)} is in the commit twice.", parameter);

    private static string? FindInvariant(DeltaType type) => type switch
    {
        DeltaStruct row => row.Fields
            .Select(field =>
                field.Metadata.Contains("\"delta.invariants\"", StringComparison.Ordinal) || !field.Nullable ? field.Name : FindInvariant(field.Type))
            .FirstOrDefault(found => found is not null),
        DeltaArray list => FindInvariant(list.Element),
        DeltaMap map => FindInvariant(map.Key) ?? FindInvariant(map.Value),
        _ => null,
    };
}
