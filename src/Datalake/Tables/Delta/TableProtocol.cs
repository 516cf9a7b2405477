namespace Datalake.Tables.Delta;

/// <summary>What a client must be capable of to read and write a table.</summary>
/// <param name="MinReaderVersion">The lowest reader version.</param>
/// <param name="MinWriterVersion">The lowest writer version.</param>
/// <param name="ReaderFeatures">Features that readers need; null below reader version 3.</param>
/// <param name="WriterFeatures">Features that writers need; null below writer version 7.</param>
public sealed record TableProtocol(
    int MinReaderVersion, int MinWriterVersion, IReadOnlyList<string>? ReaderFeatures, IReadOnlyList<string>? WriterFeatures) : TableAction
{
    private const int ReaderFeatureVersion = 3;
    private const int WriterFeatureVersion = 7;

    // Delta Transaction Log Protocol, "Writer Version Requirements": each version needs what the ones below it need.
    private static readonly (int Version, string Feature)[] LegacyWriterFeatures =
    [
        (3, "checkConstraints"), (4, "changeDataFeed"), (4, "generatedColumns"), (5, "columnMapping"), (6, "identityColumns"),
    ];

    /// <summary>The protocol of new tables: reader version 1, writer version 2.</summary>
    public static TableProtocol Created { get; } = new(1, 2, null, null);

    /// <summary>The features that the lake would need to read the table and does not have.</summary>
    internal IReadOnlyList<string> UnknownToReader => MinReaderVersion switch
    {
        1 => [],
        2 => ["columnMapping"],
        ReaderFeatureVersion => ReaderFeatures ?? [],
        _ => [$"reader version {MinReaderVersion}"],
    };

    /// <summary>The features that the lake would need to write the table and does not have.</summary>
    internal IReadOnlyList<string> UnknownToWriter => MinWriterVersion switch
    {
        < WriterFeatureVersion =>
            [.. LegacyWriterFeatures.Where(known => known.Version <= MinWriterVersion).Select(known => known.Feature)],
        WriterFeatureVersion => [.. (WriterFeatures ?? []).Where(feature => feature is not ("appendOnly" or "invariants"))],
        _ => [$"writer version {MinWriterVersion}"],
    };
}
