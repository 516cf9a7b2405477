namespace Datalake.Embedded.Queries;

/// <summary>Which versions of the consumable tables a query reads; one of both is set.</summary>
/// <param name="Version">The version of the one table that the query reads.</param>
/// <param name="Time">The versions that were the newest at this time.</param>
public sealed record AsOf(long? Version, DateTimeOffset? Time);
