using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Datalake.Embedded.Engine;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Queries.Athena;

/// <summary>
/// Makes Athena's functions known to a connection: those that a query calls, and those that these call. Most queries call none, and to
/// make
/// all takes longer than a short query.
/// </summary>
/// <param name="connection">The connection.</param>
internal sealed partial class AthenaFunctions(DuckDBConnection connection)
{
    private static readonly Dictionary<string, string> Macros =
        AthenaMacros.Statements.ToDictionary(AthenaMacros.NameOf, StringComparer.OrdinalIgnoreCase);

    private static readonly ConcurrentDictionary<string, bool> Typed = new(StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> made = new(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"(?<![\w.])(?<name>[a-z_][a-z0-9_]*)""?\(", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Calls();

    [GeneratedRegex(@"[(,]\s*\w+ (STRUCT\(|DATE\b|TIME|INTERVAL\b|VARCHAR\b|BLOB\b|BIGINT\b|INTEGER\b|HUGEINT\b|DOUBLE\b|BOOLEAN\b)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypedParameter();

    /// <summary>The names of the functions.</summary>
    public static IReadOnlyCollection<string> Names => Macros.Keys;

    /// <summary>True when all are made.</summary>
    public bool HasAll { get; private set; }

    /// <summary>True for a function of Athena's.</summary>
    public static bool IsKnown(string name) => Macros.ContainsKey(name) || NativeFunctions.All.ContainsKey(name);

    /// <summary>True for a function whose meaning depends on the types of what it is given.</summary>
    public static bool NeedsTypes(string name) => Macros.ContainsKey(name) && Typed.GetOrAdd(name, macro => IsTyped(macro, []));

    /// <summary>Makes some functions.</summary>
    /// <param name="names">Their names, and those of others, which are passed over.</param>
    public void Make(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!IsKnown(name) || !made.Add(name)) continue;
            if (NativeFunctions.All.TryGetValue(name, out var register))
            {
                register(connection);
                continue;
            }

            Make(CallsOf(name));
            DuckDbEngine.Run(connection, Macros[name]);
        }
    }

    /// <summary>Makes all, for the engine to suggest names that are like a wrong one.</summary>
    public void MakeAll()
    {
        Make(Names);
        HasAll = true;
    }

    private static IEnumerable<string> CallsOf(string macro) => Calls().Matches(Macros[macro]).Select(match => match.Groups["name"].Value);

    private static bool IsTyped(string macro, HashSet<string> seen) =>
        seen.Add(macro) && Macros.TryGetValue(macro, out var statement)
        && (TypedParameter().IsMatch(statement) || CallsOf(macro).Any(name => IsTyped(name, seen)));
}
