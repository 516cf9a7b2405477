namespace Datalake.Embedded.Tracing;

/// <summary>A row of a consumable table, by what identifies it.</summary>
/// <param name="Identity">The columns of the identity and their values as text.</param>
/// <param name="ChangedAt">When the entity changed, as the table has it; null when it says nothing.</param>
/// <param name="Source">The value of <c>_source</c>.</param>
/// <param name="Digest">The value of <c>_digest</c>.</param>
/// <param name="IngestedAt">When the lake took the record, UTC.</param>
/// <param name="File">The table's file that holds the row, as a key in the lake.</param>
public sealed record FoundRow(
    IReadOnlyList<KeyValuePair<string, string?>> Identity, string? ChangedAt, string Source, string Digest, DateTimeOffset IngestedAt, string File);
