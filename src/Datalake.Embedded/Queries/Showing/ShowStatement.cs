using System.Text;
using Datalake.Embedded.Queries.Parsing;

namespace Datalake.Embedded.Queries.Showing;

/// <summary>What a statement wants to be shown.</summary>
internal enum ShowKind
{
    /// <summary>SHOW TABLES.</summary>
    Tables,

    /// <summary>SHOW VIEWS.</summary>
    Views,

    /// <summary>SHOW DATABASES, SHOW SCHEMAS.</summary>
    Databases,

    /// <summary>SHOW PARTITIONS.</summary>
    Partitions,

    /// <summary>SHOW COLUMNS.</summary>
    Columns,

    /// <summary>SHOW CREATE TABLE.</summary>
    CreateTable,

    /// <summary>SHOW CREATE VIEW.</summary>
    CreateView,

    /// <summary>DESCRIBE.</summary>
    Describe,
}

/// <summary>A statement of Athena's that shows what there is. Other forms of SHOW and DESCRIBE are the engine's.</summary>
/// <param name="Kind">What it wants.</param>
/// <param name="Database">The database it names; null when it names none.</param>
/// <param name="Table">The table or view it names; null when it names none.</param>
/// <param name="Pattern">The names it wants; null for all.</param>
internal sealed record ShowStatement(ShowKind Kind, string? Database, string? Table, string? Pattern)
{
    /// <summary>Reads a statement.</summary>
    /// <param name="sql">The text.</param>
    /// <returns>The statement; null when it is none of Athena's.</returns>
    public static ShowStatement? Parse(string sql)
    {
        var words = new StatementWords(Encoding.UTF8.GetBytes(sql));
        var statement = words.Take("SHOW") ? Show(words) : words.Take("DESCRIBE") || words.Take("DESC") ? Describe(words) : null;
        while (words.Take(';'))
        {
        }

        return words.AtEnd ? statement : null;
    }

    private static ShowStatement? Show(StatementWords words)
    {
        if (words.Take("TABLES")) return Listed(ShowKind.Tables, words);
        if (words.Take("VIEWS")) return Listed(ShowKind.Views, words);
        if (words.Take("DATABASES") || words.Take("SCHEMAS")) return Listed(ShowKind.Databases, words);
        if (words.Take("PARTITIONS")) return Of(ShowKind.Partitions, words);
        if (words.Take("COLUMNS")) return words.Take("IN") || words.Take("FROM") ? Columns(words) : null;
        if (!words.Take("CREATE")) return null;
        return words.Take("TABLE") ? Of(ShowKind.CreateTable, words) : words.Take("VIEW") ? Of(ShowKind.CreateView, words) : null;
    }

    private static ShowStatement? Listed(ShowKind kind, StatementWords words)
    {
        string? database = null;
        if (kind != ShowKind.Databases && (words.Take("IN") || words.Take("FROM")))
        {
            if (words.Name() is not { } name) return null;
            database = name.Table;
        }

        words.Take("LIKE");
        return new ShowStatement(kind, database, null, words.Text());
    }

    private static ShowStatement? Describe(StatementWords words)
    {
        if (!words.Take("EXTENDED")) words.Take("FORMATTED");
        return Of(ShowKind.Describe, words);
    }

    private static ShowStatement? Columns(StatementWords words)
    {
        if (Of(ShowKind.Columns, words) is not { } columns) return null;
        if (!words.Take("IN") && !words.Take("FROM")) return columns;
        return words.Name() is { } database ? columns with { Database = database.Table } : null;
    }

    private static ShowStatement? Of(ShowKind kind, StatementWords words) =>
        words.Name() is { } name ? new ShowStatement(kind, name.Database, name.Table, null) : null;
}
