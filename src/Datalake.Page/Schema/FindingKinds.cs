using Datalake.Page.Common;
using Datalake.Embedded.Schemas;

namespace Datalake.Page.Schema;

/// <summary>How the page calls a difference, and how much it matters.</summary>
internal static class FindingKinds
{
    /// <summary>The badge of a kind.</summary>
    public static (BadgeKind Kind, string Text, string Title) Of(SchemaFindingKind kind) => kind switch
    {
        SchemaFindingKind.Undeclared => (BadgeKind.Warning, "not declared", "It arrives, and the contract does not name it. Its values are in _rescued."),
        SchemaFindingKind.Misfit => (BadgeKind.Bad, "does not fit", "Values arrive that do not fit the declared type. They are in _rescued."),
        SchemaFindingKind.Absent => (BadgeKind.Neutral, "never arrives", "The contract names it, and no record that was read has it."),
        _ => (BadgeKind.Neutral, "always null", "The contract names it, and it is null in every record that was read."),
    };
}
