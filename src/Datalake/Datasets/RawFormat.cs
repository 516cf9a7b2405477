namespace Datalake.Datasets;

/// <summary>How the arrivals of a dataset are found and read. Gzip is detected by content and needs no setting.</summary>
public sealed record RawFormat
{
    /// <summary>The form of the keys of this dataset's arrivals; a key that matches is this dataset's.</summary>
    public required KeyTemplate Keys { get; init; }

    /// <summary>The text format of an arrival. <see cref="RawTextFormat.Json"/> where the contract is silent.</summary>
    public RawTextFormat Format { get; init; } = RawTextFormat.Json;

    /// <summary>
    /// True when every top-level value is a string of which some hold JSON, as a checkout order's raw form has it. False where the contract
    /// is silent.
    /// </summary>
    public bool Stringified { get; init; }

    /// <summary>
    /// Where the records lie in a document, such as <c>data.orders[]</c>; null where a document, or each element of one that is an array,
    /// is a record. For <see cref="RawTextFormat.Json"/> only.
    /// </summary>
    public FieldPath? Records { get; init; }

    /// <summary>How <see cref="RawTextFormat.Csv"/> is written. Not used for JSON.</summary>
    public CsvFormat Csv { get; init; } = new();
}

/// <summary>The text format of an arrival.</summary>
public enum RawTextFormat
{
    /// <summary>JSON objects one after the other, with any white space or none between them, or arrays of them.</summary>
    Json,

    /// <summary>Comma-separated values (RFC 4180); every value is a string, an empty one is absent.</summary>
    Csv,
}
