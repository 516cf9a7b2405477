namespace Datalake.Embedded.Queries.Views;

/// <summary>A view that a file declares. Queries and other views use it by its name, as they use a table.</summary>
/// <param name="Name">Its name: the file's name without extension.</param>
/// <param name="Database">Its database.</param>
/// <param name="Dataset">The dataset in whose folder the file lies; null when it lies beside the datasets.</param>
/// <param name="Source">The file's path.</param>
/// <param name="Sql">The query that it stands for, without a semicolon at the end.</param>
public sealed record LakeView(string Name, string Database, string? Dataset, string Source, string Sql)
{
    /// <summary>What the view answers: the comment in its first line; empty when there is none.</summary>
    public string Description
    {
        get
        {
            var first = Sql.AsSpan()[..(Sql.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end : Sql.Length)];
            return first.StartsWith("--", StringComparison.Ordinal) ? first[2..].Trim().ToString() : string.Empty;
        }
    }
}
