namespace Datalake.Page.Queries;

/// <summary>The rows of a query, as far as the page keeps them.</summary>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The rows.</param>
/// <param name="IsCut">True when there are more rows.</param>
/// <param name="Took">How long it took.</param>
public sealed record QueryResult(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows, bool IsCut, TimeSpan Took);
