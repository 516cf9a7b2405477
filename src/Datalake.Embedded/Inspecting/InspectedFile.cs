namespace Datalake.Embedded.Inspecting;

/// <summary>What the footer of a Parquet file says.</summary>
public sealed record InspectedFile
{
    /// <summary>Its path.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes of the footer.</summary>
    public required long FooterBytes { get; init; }

    /// <summary>Rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The program that wrote it; null when it does not say.</summary>
    public required string? CreatedBy { get; init; }

    /// <summary>The names of further metadata that the writer has left.</summary>
    public required IReadOnlyList<string> MetadataKeys { get; init; }

    /// <summary>The schema, from the top down.</summary>
    public required IReadOnlyList<InspectedField> Fields { get; init; }

    /// <summary>The row groups.</summary>
    public required IReadOnlyList<InspectedGroup> Groups { get; init; }
}

/// <summary>A field of a schema: a column, or a struct, list or map with fields of its own.</summary>
/// <param name="Path">The names from the top down, with <c>.</c> between them.</param>
/// <param name="Depth">How many fields it lies in; 0 at the top.</param>
/// <param name="Repetition"><c>required</c>, <c>optional</c> or <c>repeated</c>.</param>
/// <param name="Type">The physical type and the logical one, as <c>INT64 timestamp(micros, utc)</c>.</param>
/// <param name="Id">The field's id; null when it has none.</param>
public sealed record InspectedField(string Path, int Depth, string Repetition, string Type, int? Id);

/// <summary>A row group.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Rows">Rows.</param>
/// <param name="SortedBy">The columns by which it says its rows are sorted.</param>
/// <param name="Chunks">Its columns.</param>
public sealed record InspectedGroup(int Number, long Rows, IReadOnlyList<string> SortedBy, IReadOnlyList<InspectedChunk> Chunks);
