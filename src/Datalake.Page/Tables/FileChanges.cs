namespace Datalake.Page.Tables;

/// <summary>A file of a version of a table.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Day">Its change date.</param>
/// <param name="Rows">Its rows; null when the log does not say.</param>
/// <param name="Bytes">Its size.</param>
public sealed record VersionFile(string Path, string Day, long? Rows, long Bytes);

/// <summary>The files that a version has and another does not.</summary>
/// <param name="Added">The files that only the second has.</param>
/// <param name="Removed">The files that only the first has.</param>
public sealed record FileChanges(IReadOnlyList<VersionFile> Added, IReadOnlyList<VersionFile> Removed)
{
    /// <summary>The query for the files of a version.</summary>
    /// <param name="table">The table's name.</param>
    public static string SqlOf(string table) =>
        $"SELECT file_path, CAST(make_date(year, month, day) AS VARCHAR), record_count, file_size_in_bytes FROM \"{table}$files\"";

    /// <summary>The file that a row of this query is.</summary>
    /// <param name="row">The row.</param>
    public static VersionFile FileOf(object?[] row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new((string)row[0]!, (string?)row[1] ?? "", (long?)row[2], (long)row[3]!);
    }

    /// <summary>Compares two versions.</summary>
    /// <param name="from">The files of the first.</param>
    /// <param name="to">The files of the second.</param>
    public static FileChanges Of(IReadOnlyCollection<VersionFile> from, IReadOnlyCollection<VersionFile> to)
    {
        var before = from.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var after = to.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        return new FileChanges(
            [.. to.Where(file => !before.Contains(file.Path)).OrderBy(file => file.Day, StringComparer.Ordinal)],
            [.. from.Where(file => !after.Contains(file.Path)).OrderBy(file => file.Day, StringComparer.Ordinal)]);
    }
}
