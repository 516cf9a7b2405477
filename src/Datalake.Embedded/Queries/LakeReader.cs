using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries.Athena;
using Datalake.Embedded.Queries.Pruning;
using Datalake.Embedded.Queries.Showing;
using Datalake.Embedded.Queries.Views;
using Datalake.Storage;
using Datalake.Tables;
using Datalake.Tables.Delta;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Queries;

/// <summary>
/// Reads a lake with SQL: DuckDB's, with the functions of Athena's that are common. Takes no lock and writes nothing in the lake, so it
/// works beside a process that writes. A query reads and does nothing else; of the disk it sees only the files of the tables. Not for two
/// threads at once.
/// </summary>
public sealed class LakeReader : IDisposable
{
    private const int ExportedRowGroup = 100_000;
    private static readonly string[] ReadableFolders = ["stage/", "consumable_tables/"];
    private readonly LakeFolder? folder;
    private readonly ScratchFolder scratch = new();
    private readonly DuckDBConnection connection;
    private readonly LakeViews tables;
    private readonly AthenaFunctions functions;
    private readonly TableFiles? files;
    private readonly Dictionary<string, (bool WithPath, IReadOnlyList<string>? Files)> made = new(StringComparer.Ordinal);
    private ViewMaker views;

    private LakeReader(LakeFolder? folder, LakeViewSet views, EngineOptions options)
    {
        this.folder = folder;
        Tables = TablesOf(views.Catalog);
        connection = scratch.OpenEngine(options);
        tables = new LakeViews(connection);
        files = folder is null ? null : new TableFiles(folder);
        functions = new AthenaFunctions(connection);
        this.views = new ViewMaker(connection, functions, views);
        Prepare();
    }

    /// <summary>The tables of the datasets, ordered by dataset.</summary>
    public IReadOnlyList<LakeTable> Tables { get; }

    private string ExportFolder => Path.Combine(scratch.Path, "export");

    /// <summary>The views that files declare.</summary>
    public LakeViewSet Views => views.Set;

    /// <summary>Opens a lake for reading.</summary>
    /// <param name="root">The lake's folder.</param>
    /// <param name="views">Its datasets and views.</param>
    /// <param name="options">How much of the machine queries may take.</param>
    /// <exception cref="LakeNotFoundException">There is no such folder.</exception>
    /// <exception cref="ObjectStoreException">The system's temporary folder, to which large queries spill, cannot be written.</exception>
    public static LakeReader Open(string root, LakeViewSet views, EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(views);
        ArgumentNullException.ThrowIfNull(options);
        var place = new LakeFolder(root);
        LakeNotFoundException.ThrowIfMissing(place);
        return new LakeReader(place, views, options);
    }

    /// <summary>Opens a lake of which only the contracts are known: its tables hold no row.</summary>
    /// <param name="views">Its datasets and views.</param>
    public static LakeReader OpenEmpty(LakeViewSet views) => new(null, views, new EngineOptions());

    /// <summary>Has other views from now on, of the same datasets.</summary>
    /// <param name="set">The views.</param>
    public void Use(LakeViewSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        views.Drop();
        views = new ViewMaker(connection, functions, set);
    }

    /// <summary>The tables of all datasets. A dataset of the name that another's <c>_current</c> view would have takes the name.</summary>
    /// <param name="catalog">The datasets.</param>
    public static IReadOnlyList<LakeTable> TablesOf(DatasetCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var all = catalog.All.SelectMany(LakeTable.Of).ToArray();
        var taken = all.Where(table => table.Kind != LakeTableKind.Current).Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(table => table.Kind != LakeTableKind.Current || !taken.Contains(table.Name))];
    }

    /// <summary>Runs a query. It reads one version of each consumable table, whatever is written meanwhile.</summary>
    /// <param name="sql">One statement that only reads.</param>
    /// <param name="cancellationToken">A token to cancel the query, also while rows are read.</param>
    /// <param name="asOf">The versions to read; null for the newest.</param>
    /// <exception cref="QueryRefusedException">The text is not one statement that only reads, or a view that it uses does not work.</exception>
    /// <exception cref="EngineException">The engine refused it or failed.</exception>
    /// <exception cref="DeltaTableException">A table has no such version, or its log cannot be read.</exception>
    /// <exception cref="ObjectStoreException">The lake's folder cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public LakeRows Query(string sql, CancellationToken cancellationToken, AsOf? asOf = null) =>
        Query(sql ?? throw new ArgumentNullException(nameof(sql)), asOf, text => text, cancellationToken);

    private LakeRows Query(string sql, AsOf? asOf, Func<string, string> statementOf, CancellationToken cancellationToken)
    {
        var query = ReadOnlySql.Check(connection, Shown(sql) ?? sql);
        var needs = new QueryNeeds(query, views, Tables);
        if (asOf is { Version: { } version } && needs.Consumable.Skip(1).Any())
        {
            throw new QueryRefusedException(
                $"Version {version} is one of a single table, and the query reads {string.Join(", ", needs.Consumable.Select(table => table.Name))}. " +
                "Name a time instead, or one table.");
        }

        while (true)
        {
            try
            {
                return Open(query, needs, Make(needs, asOf, cancellationToken), statementOf, cancellationToken);
            }
            catch (EngineException failure) when (failure.Kind is EngineErrorKind.Catalog or EngineErrorKind.Binder && !functions.HasAll)
            {
                // The engine suggests names that are like a wrong one, so it must know them all.
                functions.MakeAll();
            }
        }
    }

    /// <summary>
    /// Writes the rows of a query into a Parquet file of the reader's own, which lies there until the next one or
    /// until the reader is disposed.
    /// </summary>
    /// <param name="sql">A SELECT.</param>
    /// <param name="limit">Rows that are written at most.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The file's path, and whether the query has more rows.</returns>
    /// <exception cref="QueryRefusedException">The text is not one statement that only reads, or one whose rows cannot be written.</exception>
    /// <exception cref="EngineException">The engine refused it or failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public (string Path, bool IsCut) Export(string sql, long limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sql);
        if (Directory.Exists(ExportFolder)) Directory.Delete(ExportFolder, recursive: true);
        Directory.CreateDirectory(ExportFolder);
        var path = Path.Combine(ExportFolder, "result.parquet");
        using var rows = Query(sql, null, text => ParquetCopy.Statement(
            FormattableString.Invariant($"SELECT * FROM ({text}\n) LIMIT {limit + 1}"), path, ExportedRowGroup), cancellationToken);
        var written = rows.Read() ? Convert.ToInt64(rows.GetValue(0), System.Globalization.CultureInfo.InvariantCulture) : 0;
        return (path, written > limit);
    }

    /// <summary>Checks a statement without running it: that it is one that only reads.</summary>
    /// <param name="sql">The statement.</param>
    /// <exception cref="QueryRefusedException">It is not.</exception>
    public void Check(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        if (ShowStatement.Parse(sql) is null) ReadOnlySql.Check(connection, sql);
    }

    /// <summary>The columns of a view.</summary>
    /// <param name="view">One of <see cref="Views"/>.</param>
    /// <exception cref="QueryRefusedException">The view, or one that it uses, does not work.</exception>
    internal IReadOnlyList<DescribedColumn> Describe(LakeView view)
    {
        Make(new QueryNeeds(view, views, Tables), null, CancellationToken.None);
        return views.Describe(view);
    }

    /// <summary>The datasets that a view reads, directly or through others.</summary>
    /// <param name="view">One of <see cref="Views"/>.</param>
    /// <exception cref="QueryRefusedException">The view, or one that it uses, does not work.</exception>
    internal IReadOnlyList<DatasetContract> DatasetsOf(LakeView view) => new QueryNeeds(view, views, Tables).Named(Tables);

    /// <summary>Where a view names databases.</summary>
    /// <param name="view">One of <see cref="Views"/>.</param>
    internal IReadOnlyList<NamedDatabase> DatabasesIn(LakeView view) => NamedDatabase.FindAll(view.Sql, views.Parse(view).Qualified);

    /// <inheritdoc/>
    public void Dispose()
    {
        connection.Dispose();
        scratch.Dispose();
    }

    private void Prepare()
    {
        // The order of rows without ORDER BY is that of the files: a query gives the same answer twice. Whole numbers divide as in Athena.
        DuckDbEngine.Run(connection, $"SET preserve_insertion_order = true; SET integer_division = true; {ArrowBatches.Lossless}");

        // The engine compares the patterns of the views with these texts too, so both spellings of the lake's path are here.
        tables.CreateSchemas(Views.Catalog.Databases);
        var roots = folder is null ? [] : new[] { folder.Root, Sql.Glob(folder.Root) };
        var folders = roots
            .Distinct(StringComparer.Ordinal)
            .SelectMany(root => ReadableFolders.Select(name => Path.Combine(root, name)))
            .Append(ExportFolder + Path.DirectorySeparatorChar);
        DuckDbEngine.Run(
            connection,
            $"SET allowed_directories = {Sql.Texts(folders)}; SET enable_external_access = false; SET lock_configuration = true"
        );
    }

    private LakeRows Open(
        ReadOnlySql query, QueryNeeds needs, IReadOnlyList<(LakeTable Table, Snapshot Snapshot)> versions,
        Func<string, string> statementOf, CancellationToken cancellationToken)
    {
        EngineException? unbound = null;
        foreach (var reading in query.Readings)
        {
            functions.Make(reading.Functions);

            // The files that a query reads are known to the engine for as long as it runs. Its plan has the time of the same transaction.
            DuckDbEngine.Run(connection, "BEGIN TRANSACTION");
            try
            {
                var scans = MakeScans(reading.Text[query.Explain.Length..], needs, versions);
                return LakeRows.Open(connection, statementOf(reading.Text), scans, Forget, cancellationToken);
            }
            catch (EngineException failure) when (failure.Kind == EngineErrorKind.Binder)
            {
                Forget();
                unbound ??= failure;
            }
            catch
            {
                Forget();
                throw;
            }
        }

        throw unbound!;

        void Forget() => DuckDbEngine.Run(connection, "ROLLBACK");
    }

    private List<TableScan> MakeScans(string sql, QueryNeeds needs, IReadOnlyList<(LakeTable Table, Snapshot Snapshot)> versions)
    {
        var filters = versions.Any(each => each.Snapshot.Files.Count > 1) ? QueryPlan.FiltersOf(connection, sql, versions) : null;
        var scans = new List<TableScan>();
        foreach (var (table, snapshot) in versions)
        {
            var wanted = filters?.GetValueOrDefault(table.Name) is { } filter ? snapshot.Select(filter) : snapshot.Files;
            tables.Create(table, files!.PatternsOf(table, wanted), needs.Path);
            scans.Add(new TableScan(table.Name, snapshot.Version, wanted.Count, snapshot.Files.Count));
        }

        return scans;
    }

    // Making a table finds its files, so only those are made that the query needs. A table with versions is made for plans, and gets its
    // files when the query runs.
    private List<(LakeTable Table, Snapshot Snapshot)> Make(QueryNeeds needs, AsOf? asOf, CancellationToken cancellationToken)
    {
        var opened = needs.Consumable.ToDictionary(table => table, table => files?.Open(table, asOf, cancellationToken));
        var versions = new List<(LakeTable Table, Snapshot Snapshot)>();
        if (needs.AllFunctions) functions.MakeAll();
        foreach (var table in needs.Tables)
        {
            var snapshot = opened.GetValueOrDefault(table);
            if (snapshot is not null) versions.Add((table, snapshot));
            var found = table.Kind == LakeTableKind.Current || snapshot is not null ? null : files?.WithoutLog(table) ?? [];
            if (made.TryGetValue(table.Name, out var before) && before.WithPath == needs.Path && IsSame(before.Files, found)) continue;
            if (table.Kind == LakeTableKind.Current) tables.CreateCurrent(table);
            else if (found is null) tables.CreateForPlan(table, needs.Path);
            else tables.Create(table, found, needs.Path);
            made[table.Name] = (needs.Path, found);
        }

        foreach (var table in needs.Metadata)
            tables.Create(table, files?.Read(table, opened[table.Table], cancellationToken) ?? "[]");
        foreach (var view in needs.Views) views.Make(view, needs.Asked.Contains(view));
        if (needs.AsksForSchema) InformationSchema.Create(connection, ShowAll(), Views.Catalog.Databases);
        return versions;

        static bool IsSame(IReadOnlyList<string>? one, IReadOnlyList<string>? other) =>
            ReferenceEquals(one, other) || one is not null && other is not null && one.SequenceEqual(other, StringComparer.Ordinal);
    }

    private string? Shown(string sql) =>
        ShowStatement.Parse(sql) is { } show ? new ShowAnswer(folder, Views.Catalog.Databases, ShowAll).SqlOf(show) : null;

    private List<ShownTable> ShowAll()
    {
        var shown = Tables.Select(table => new ShownTable(
            table.Dataset.Database, table.Name, table.Described, table.Files is null ? 0 : table.Partitions.Length,
            table.Files is null ? CurrentViewSql.Of(table.Dataset, table.Dataset.Database) : null) 
        {
            Files = table.Files, Paths = () => files?.PathsOf(table) ?? [],
        }).ToList();
        foreach (var view in Views.Views)
        {
            if (ColumnsOf(view) is { } columns) shown.Add(new ShownTable(view.Database, view.Name, columns, 0, view.Sql));
        }

        return shown;
    }

    // A view that does not work hides no other.
    private IReadOnlyList<DescribedColumn>? ColumnsOf(LakeView view)
    {
        try
        {
            return Describe(view);
        }
        catch (QueryRefusedException)
        {
            return null;
        }
    }
}
