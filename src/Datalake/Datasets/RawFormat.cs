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

    /// <summary>The field separator of <see cref="RawTextFormat.Csv"/>; a comma where the contract is silent. Not used for JSON.</summary>
    public char Delimiter { get; init; } = ',';
}

/// <summary>The text format of an arrival.</summary>
public enum RawTextFormat
{
    /// <summary>One JSON object, an array of objects, or one object a line (NDJSON).</summary>
    Json,

    /// <summary>Comma-separated values with a header line (RFC 4180); every value is a string, an empty one is absent.</summary>
    Csv,
}
