namespace Datalake.Datasets;

/// <summary>A declared column.</summary>
/// <param name="Key">The JSON key as the contract writes it, e.g. <c>OrderId</c>.</param>
/// <param name="Type">The Hive type, exactly as Glue will have it.</param>
public sealed record Column(string Key, HiveType Type)
{
    /// <summary>How the values of a timestamp or date column are written; <see cref="TimeFormat.Default"/> where the contract is silent.</summary>
    public TimeFormat Time { get; init; } = TimeFormat.Default;

    /// <summary>The column's name in every table: the lower-case form of <see cref="Key"/>, e.g. <c>orderid</c>.</summary>
    public string Name => Key.ToLowerInvariant();
}
