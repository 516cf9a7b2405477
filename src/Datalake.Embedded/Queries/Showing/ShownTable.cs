namespace Datalake.Embedded.Queries.Showing;

/// <summary>A table or view as the statements that show them see it.</summary>
/// <param name="Database">Its database.</param>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns, those of partitions last.</param>
/// <param name="Partitions">How many of the columns are partitions.</param>
/// <param name="ViewSql">The query of a view; null for a table.</param>
internal sealed record ShownTable(string Database, string Name, IReadOnlyList<DescribedColumn> Columns, int Partitions, string? ViewSql)
{
    /// <summary>The folder of its files below the lake's; null for a view.</summary>
    public string? Files { get; init; }

    /// <summary>Finds the paths of its files below that folder, with <c>/</c> between the parts.</summary>
    public Func<IEnumerable<string>> Paths { get; init; } = () => [];
}
