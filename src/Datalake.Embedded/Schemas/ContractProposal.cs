using Datalake.Datasets;

namespace Datalake.Embedded.Schemas;

/// <summary>A contract proposed from what arrived.</summary>
public sealed record ContractProposal
{
    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>How arrivals are found and read.</summary>
    public required RawFormat Raw { get; init; }

    /// <summary>Where the records lie in a document, as <c>raw.records</c> has it; null where a document is a record.</summary>
    public string? Records { get; init; }

    /// <summary>How CSV is written, where the contract does not exist yet; null for JSON.</summary>
    public CsvGuess? Csv { get; init; }

    /// <summary>Records that the proposal was taken from.</summary>
    public required long Read { get; init; }

    /// <summary>Keys of the columns that identify an entity.</summary>
    public required IReadOnlyList<string> Identity { get; init; }

    /// <summary>Keys of the columns that say when it changed.</summary>
    public required IReadOnlyList<string> ChangedAt { get; init; }

    /// <summary>Structure rules that the columns need.</summary>
    public required IReadOnlyList<StructureRule> Structure { get; init; }

    /// <summary>The columns, in the order in which their keys came.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>Reasons, and what to look at, a sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
