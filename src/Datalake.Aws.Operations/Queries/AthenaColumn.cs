namespace Datalake.Aws.Operations.Queries;

/// <summary>A column of a result.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Athena's type, for example <c>bigint</c>.</param>
public sealed record AthenaColumn(string Name, string Type);
