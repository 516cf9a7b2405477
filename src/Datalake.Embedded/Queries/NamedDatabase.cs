namespace Datalake.Embedded.Queries;

/// <summary>Where a query names a database before a table.</summary>
/// <param name="Start">The position of its first character.</param>
/// <param name="Length">How many characters it has, quotes included.</param>
/// <param name="Name">The database, in lower case.</param>
public readonly record struct NamedDatabase(int Start, int Length, string Name);
