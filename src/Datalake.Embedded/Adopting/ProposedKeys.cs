using Datalake.Datasets;

namespace Datalake.Embedded.Adopting;

/// <summary>Guesses from the names of columns which identify an entity and which say when it changed.</summary>
internal static class ProposedKeys
{
    private static readonly string[] Identities = ["id", "token", "uuid", "guid"];

    private static readonly string[] Changes =
    [
        "updated_at", "updatedat", "update_time", "updatetime", "updated", "updated_on", "modified_at", "modifiedat", "modified", "modified_on",
        "last_modified", "lastmodified", "last_modified_at", "last_updated", "lastupdated", "last_update", "last_change", "lastchange", "changed_at",
        "changedat", "change_time", "ts_ms", "event_time", "eventtime", "event_timestamp", "occurred_at", "timestamp", "ts", "time", "created_at",
        "createdat", "create_time", "created", "created_on", "creation_date", "creationdate", "date",
    ];

    /// <summary>The column that identifies an entity.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="columns">The columns.</param>
    /// <returns>The column; null when none is plain by its name.</returns>
    public static ProposedColumn? Identity(string table, IReadOnlyList<ProposedColumn> columns)
    {
        var fit = columns.Where(column => CanIdentify(column.Type)).ToArray();
        var single = table.EndsWith("ies", StringComparison.Ordinal) ? table[..^3] + "y" : table.EndsWith('s') ? table[..^1] : table;
        string[] own = [$"{single}_id", $"{single}id", $"{table}_id", $"{single}_token", $"{single}_number", $"{single}_no", $"{single}_code"];
        foreach (var name in Identities.Concat(own).Concat(["key", "code", "number"]))
        {
            if (Array.Find(fit, column => column.Key == name) is { } column) return column;
        }

        // One column that ends so is plain, of several each may be a reference to something else.
        return fit.Where(column => column.Key.EndsWith("_id", StringComparison.Ordinal)).Take(2).ToArray() is [var only] ? only : null;
    }

    /// <summary>The column that says when an entity changed.</summary>
    /// <param name="columns">The columns.</param>
    /// <returns>The column; null when none is plain by its name and type.</returns>
    public static ProposedColumn? Change(IReadOnlyList<ProposedColumn> columns) =>
        Changes
            .Select(name => columns.FirstOrDefault(column => column.Key == name && CanBeTime(column.Type)))
            .FirstOrDefault(column => column is not null);

    private static bool CanIdentify(HiveType type) =>
        type.IsScalar && type is not PrimitiveType { Kind: PrimitiveKind.Float or PrimitiveKind.Double or PrimitiveKind.Boolean };

    private static bool CanBeTime(HiveType type) => type is PrimitiveType
    {
        Kind: PrimitiveKind.Timestamp or PrimitiveKind.Date or PrimitiveKind.String or PrimitiveKind.BigInt or PrimitiveKind.Int,
    };
}

/// <summary>A column that is proposed.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Type">Its type.</param>
internal sealed record ProposedColumn(string Key, HiveType Type);
