using System.Text;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries.Athena;
using Datalake.Embedded.Queries.Parsing;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Queries.Views;

/// <summary>Makes the views that files declare, in the engine.</summary>
/// <param name="connection">The engine.</param>
/// <param name="functions">Makes Athena's functions known to it.</param>
/// <param name="set">The views.</param>
internal sealed class ViewMaker(DuckDBConnection connection, AthenaFunctions functions, LakeViewSet set)
{
    // What may stand behind CREATE VIEW … AS in Athena.
    private static readonly string[] Beginnings = ["SELECT", "WITH", "VALUES", "TABLE"];

    private readonly Dictionary<LakeView, ReadOnlySql> parsed = [];
    private readonly Dictionary<LakeView, string> made = [];

    /// <summary>The views.</summary>
    public LakeViewSet Set => set;

    /// <summary>The view of a name.</summary>
    /// <param name="name">The name; case does not matter.</param>
    /// <returns>The view; null when there is none.</returns>
    /// <exception cref="QueryRefusedException">There is a file of that name, and it is no view.</exception>
    public LakeView? Find(string name)
    {
        if (set.Find(name) is { } view) return view;
        return set.Problems.FirstOrDefault(problem => string.Equals(problem.View, name, StringComparison.OrdinalIgnoreCase)) is { } problem
            && problem.Rule != ViewRules.Repeated
            ? throw new QueryRefusedException($"There is no view '{name}': {problem}")
            : null;
    }

    /// <summary>The query of a view, checked.</summary>
    /// <param name="view">The view.</param>
    /// <exception cref="QueryRefusedException">It is not SQL, or does more than read.</exception>
    public ReadOnlySql Parse(LakeView view)
    {
        if (parsed.TryGetValue(view, out var known)) return known;
        var words = new StatementWords(Encoding.UTF8.GetBytes(view.Sql));
        if (!Array.Exists(Beginnings, words.Take) && !words.Take('('))
            throw new ViewRefusedException(view, ViewRules.Statement, "A view's file holds one query that begins with SELECT or WITH; keep only that.");
        try
        {
            return parsed[view] = ReadOnlySql.Check(connection, view.Sql);
        }
        catch (QueryRefusedException refused)
        {
            throw new ViewRefusedException(view, ViewRules.Sql, refused.Message);
        }
    }

    /// <summary>Makes a view whose tables and views are made.</summary>
    /// <param name="view">The view.</param>
    /// <param name="isAsked">Whether a view that does not work is a failure.</param>
    /// <exception cref="QueryRefusedException">It names what is not there, or its types do not go together.</exception>
    public void Make(LakeView view, bool isAsked)
    {
        if (made.ContainsKey(view)) return;
        var problem = TryMake(view);
        if (problem is null || !isAsked) return;

        // The engine suggests names that are like a wrong one, so it must know them all.
        functions.MakeAll();
        throw new ViewRefusedException(view, ViewRules.Sql, TryMake(view) ?? problem);
    }

    private string? TryMake(LakeView view)
    {
        string? problem = null;
        try
        {
            foreach (var reading in Parse(view).Readings)
            {
                try
                {
                    functions.Make(reading.Functions);
                    DuckDbEngine.Run(connection, $"CREATE OR REPLACE VIEW {LakeViews.NameOf(view.Database, view.Name)} AS {reading.Text}");
                    made.Add(view, reading.Text);
                    return null;
                }
                catch (EngineException failure) when (failure.IsWrongStatement)
                {
                    problem ??= failure.Message;
                }
            }
        }
        catch (QueryRefusedException refused) when (refused is not ViewRefusedException)
        {
            problem ??= refused.Message;
        }

        return problem;
    }

    /// <summary>The columns of a view that is made.</summary>
    /// <param name="view">The view.</param>
    public IReadOnlyList<DescribedColumn> Describe(LakeView view)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"DESCRIBE {made[view]}";
        using var reader = command.ExecuteReader();
        var columns = new List<DescribedColumn>();
        while (reader.Read())
        {
            var (name, type) = (reader.GetString(0), reader.GetString(1));
            columns.Add(new DescribedColumn(name, type, EngineType.ToHive(type)));
        }

        return columns;
    }

    /// <summary>Takes the views away again, so that other ones can be made.</summary>
    public void Drop()
    {
        foreach (var view in made.Keys) DuckDbEngine.Run(connection, $"DROP VIEW IF EXISTS {LakeViews.NameOf(view.Database, view.Name)}");
    }
}
