using Datalake.Tables.Delta.Statistics;

namespace Datalake.Embedded.Inspecting;

/// <summary>A column in a row group.</summary>
public sealed record InspectedChunk
{
    /// <summary>The names from the top down, with <c>.</c> between them.</summary>
    public required string Column { get; init; }

    /// <summary>The type as <see cref="InspectedField.Type"/> has it.</summary>
    public required string Type { get; init; }

    /// <summary>The compression.</summary>
    public required string Codec { get; init; }

    /// <summary>The encodings of its pages.</summary>
    public required IReadOnlyList<string> Encodings { get; init; }

    /// <summary>Values, nulls included. A list counts as many as it has elements.</summary>
    public required long Values { get; init; }

    /// <summary>Nulls; null when it does not say.</summary>
    public required long? Nulls { get; init; }

    /// <summary>Bytes in the file.</summary>
    public required long CompressedBytes { get; init; }

    /// <summary>Bytes before compression.</summary>
    public required long UncompressedBytes { get; init; }

    /// <summary>Not above any value; null when it does not say.</summary>
    public required ColumnValue? Minimum { get; init; }

    /// <summary>Not below any value; null when it does not say.</summary>
    public required ColumnValue? Maximum { get; init; }

    /// <summary>Whether it has a Bloom filter.</summary>
    public required bool HasBloomFilter { get; init; }

    /// <summary>Whether it has an index of its pages.</summary>
    public required bool HasPageIndex { get; init; }

    /// <summary>Whether its metadata is encrypted, so that nothing of it can be shown.</summary>
    public required bool IsEncrypted { get; init; }
}
