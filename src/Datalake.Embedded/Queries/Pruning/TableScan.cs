namespace Datalake.Embedded.Queries.Pruning;

/// <summary>What a query reads of a consumable table.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Version">The version that it reads.</param>
/// <param name="Files">How many files it reads; the others cannot have a row that passes the query's filters.</param>
/// <param name="AllFiles">How many files the version has.</param>
public sealed record TableScan(string Table, long Version, int Files, int AllFiles);
