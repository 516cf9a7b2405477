using System.Text;
using Datalake.Embedded.Queries.Parsing;

namespace Datalake.Embedded.Queries;

/// <summary>Where a query names a database before a table.</summary>
/// <param name="Start">The position of its first character.</param>
/// <param name="Length">How many characters it has, quotes included.</param>
/// <param name="Name">The database, in lower case.</param>
public readonly record struct NamedDatabase(int Start, int Length, string Name)
{
    /// <summary>Finds the places in a query, before columns too: <c>database.table.column</c>.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="qualified">Its tables and views: <c>database.table</c>.</param>
    internal static IReadOnlyList<NamedDatabase> FindAll(string sql, IEnumerable<string> qualified)
    {
        var tokens = new SqlTokens(Encoding.UTF8.GetBytes(sql));
        var names = qualified.Select(name => name.Split('.', 2)).Where(name => name[0].Length > 0).ToArray();
        var found = new List<NamedDatabase>();
        for (var index = 0; index < tokens.Count; index++)
        {
            if (!tokens.IsSymbol(index + 1, '.')) continue;
            if (Array.Find(names, name => tokens.IsName(index, name[0]) && tokens.IsName(index + 2, name[1])) is not { } named) continue;
            var (start, end) = (tokens[index].Start, tokens[index].End);
            found.Add(new NamedDatabase(tokens.TextOf(0, start).Length, tokens.TextOf(start, end).Length, named[0].ToLowerInvariant()));
        }

        return found;
    }
}
