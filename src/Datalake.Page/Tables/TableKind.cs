using Datalake.Embedded.Queries;

namespace Datalake.Page.Tables;

/// <summary>What the kinds of tables hold, in words.</summary>
internal static class TableKind
{
    public static string TextOf(LakeTableKind kind) => kind switch
    {
        LakeTableKind.Consumable => "every version of every identity, by change date",
        LakeTableKind.Staged => "every delivered record, by ingestion hour",
        LakeTableKind.Current => "the latest version of each identity",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no table of this kind."),
    };
}
