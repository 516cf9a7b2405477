using System.Text;
using Datalake.Embedded.Queries.Parsing;

namespace Datalake.Embedded.Queries.Views;

/// <summary>The statement <c>CREATE [OR REPLACE] VIEW [database.]name AS SELECT …</c>.</summary>
/// <param name="Replaces">Whether a view of the name may be there already.</param>
/// <param name="Database">The database, in lower case; null when the statement names none.</param>
/// <param name="Name">The view's name, in lower case.</param>
/// <param name="Sql">The query, with the comment that stands before the statement or the query.</param>
public sealed record ViewStatement(bool Replaces, string? Database, string Name, string Sql)
{
    /// <summary>Reads a statement.</summary>
    /// <param name="sql">The statement.</param>
    /// <returns>The statement; null when it does not make a view.</returns>
    /// <exception cref="QueryRefusedException">It makes a view in a form that Athena does not have.</exception>
    public static ViewStatement? Parse(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        var words = new StatementWords(Encoding.UTF8.GetBytes(sql));
        if (!words.Take("CREATE")) return null;
        var replaces = words.Take("OR") && words.Take("REPLACE");
        if (!words.Take("VIEW")) return null;
        if (words.Name() is not { } name || !words.Take("AS"))
        {
            throw new QueryRefusedException(
                "A view is made by CREATE [OR REPLACE] VIEW [database.]name AS SELECT …. Names of columns stand in the SELECT: AS name.");
        }

        var query = words.Rest.Trim();
        var comment = words.Before.Trim();
        if (comment.StartsWith("--", StringComparison.Ordinal) && !query.StartsWith("--", StringComparison.Ordinal))
            query = $"{comment}\n{query}";
        return new ViewStatement(replaces, name.Database?.ToLowerInvariant(), name.Table.ToLowerInvariant(), query);
    }

    /// <summary>Reads <c>DROP VIEW [IF EXISTS] [database.]name</c>.</summary>
    /// <param name="sql">The statement.</param>
    /// <returns>The name of the view; null when the statement is not this one.</returns>
    public static string? ParseDrop(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        var words = new StatementWords(Encoding.UTF8.GetBytes(sql));
        if (!words.Take("DROP") || !words.Take("VIEW")) return null;
        if (words.Take("IF")) words.Take("EXISTS");
        return words.Name()?.Table.ToLowerInvariant();
    }
}
