using Datalake.Datasets;
using Datalake.Embedded.Queries.Metadata;

namespace Datalake.Embedded.Queries.Views;

/// <summary>What a query needs made before it runs: the tables and views that it names, and those that these views name.</summary>
internal sealed class QueryNeeds
{
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> unknown = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<LakeView> views = [];
    private bool looksAround;

    /// <param name="query">The query.</param>
    /// <param name="maker">The views there are.</param>
    /// <param name="tables">The tables there are.</param>
    /// <exception cref="QueryRefusedException">A view that the query names does not work.</exception>
    public QueryNeeds(ReadOnlySql query, ViewMaker maker, IReadOnlyList<LakeTable> tables)
    {
        Add(query, maker, []);
        Tables = Complete(maker, tables);
    }

    /// <param name="view">A view, which is needed too.</param>
    /// <param name="maker">The views there are.</param>
    /// <param name="tables">The tables there are.</param>
    /// <exception cref="QueryRefusedException">The view, or one that it names, does not work.</exception>
    public QueryNeeds(LakeView view, ViewMaker maker, IReadOnlyList<LakeTable> tables)
    {
        Add(view, maker, []);
        Tables = Complete(maker, tables);
    }

    /// <summary>The tables.</summary>
    public IReadOnlyList<LakeTable> Tables { get; }

    /// <summary>The views, each after those that it uses.</summary>
    public IReadOnlyList<LakeView> Views => views;

    /// <summary>The tables of metadata.</summary>
    public IReadOnlyList<MetadataTable> Metadata { get; private set; } = [];

    /// <summary>The consumable tables of which a version is read.</summary>
    public IEnumerable<LakeTable> Consumable =>
        Tables.Where(table => table.Kind == LakeTableKind.Consumable).Concat(Metadata.Select(each => each.Table)).Distinct();

    /// <summary>The views that the query names, directly or through others; the rest is made only for the engine to know them.</summary>
    public IReadOnlySet<LakeView> Asked { get; private set; } = new HashSet<LakeView>();

    /// <summary>True when the tables need the column <c>"$path"</c>.</summary>
    public bool Path { get; private set; }

    /// <summary>True when all of Athena's functions are needed.</summary>
    public bool AllFunctions { get; private set; }

    /// <summary>True when Athena's <c>information_schema</c> is needed.</summary>
    public bool AsksForSchema { get; private set; }

    /// <summary>The datasets whose tables are named.</summary>
    /// <param name="tables">The tables there are.</param>
    public IReadOnlyList<DatasetContract> Named(IReadOnlyList<LakeTable> tables) =>
        [.. tables.Where(table => names.Contains(table.Name)).Select(table => table.Dataset).Distinct()];

    private LakeTable[] Complete(ViewMaker maker, IReadOnlyList<LakeTable> tables)
    {
        Asked = views.ToHashSet();
        Metadata = [.. names.Select(name => MetadataTable.Find(name, tables)).OfType<MetadataTable>()];
        unknown.ExceptWith(tables.Select(table => table.Name).Concat(Metadata.Select(each => each.Name)));
        var all = looksAround || unknown.Count > 0;
        if (all)
        {
            // For the engine to list them, or to suggest the right name.
            foreach (var view in maker.Set.Views) TryAdd(view, maker);
        }

        // A current view names its consumable table.
        return
        [
            .. tables.Where(table =>
                all || names.Contains(table.Name) || table.Kind == LakeTableKind.Consumable && names.Contains(table.Name + "_current")),
        ];
    }

    private void Add(ReadOnlySql sql, ViewMaker maker, LakeView[] trail)
    {
        Path |= sql.AsksForPath;
        AllFunctions |= sql.NeedsAllFunctions;
        AsksForSchema |= sql.AsksForSchema;
        looksAround |= sql.LooksAround;
        names.UnionWith(sql.Names);
        foreach (var name in sql.Names)
        {
            // A view may have a common table expression of its own name.
            if (sql.Local.Contains(name) && IsLast(trail, name)) continue;
            if (maker.Find(name) is { } view) Add(view, maker, trail);
            else if (!sql.Local.Contains(name)) unknown.Add(name);
        }
    }

    private static bool IsLast(LakeView[] trail, string name) =>
        trail is [.., var last] && string.Equals(last.Name, name, StringComparison.OrdinalIgnoreCase);

    private void Add(LakeView view, ViewMaker maker, LakeView[] trail)
    {
        if (trail.Contains(view))
        {
            var circle = string.Join(" uses ", trail.Append(view).Select(each => $"'{each.Name}'"));
            throw new ViewRefusedException(view, ViewRules.Cycle, $"A view cannot use itself: {circle}. Take one of these uses out.");
        }

        if (views.Contains(view)) return;
        Add(maker.Parse(view), maker, [.. trail, view]);
        views.Add(view);
    }

    private void TryAdd(LakeView view, ViewMaker maker)
    {
        try
        {
            Add(view, maker, []);
        }
        catch (ViewRefusedException)
        {
            // What was not asked for by its name need not work.
        }
    }
}
