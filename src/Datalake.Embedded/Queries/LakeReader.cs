using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries.Athena;
using Datalake.Storage;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Queries;

/// <summary>
/// Reads a lake with SQL: DuckDB's, with the functions of Athena's that are common. Takes no lock and writes nothing in the lake, so it
/// works beside a process that writes. A query reads and does nothing else; of the disk it sees only the files of the tables. Not for two
/// threads at once.
/// </summary>
public sealed class LakeReader : IDisposable
{
    private const int Attempts = 5;

    private static readonly string[] ReadableFolders = ["stage/", "consumable_tables/"];
    private readonly LakeFolder folder;
    private readonly ScratchFolder scratch = new();
    private readonly DuckDBConnection connection;
    private readonly LakeViews views;
    private readonly AthenaFunctions functions;
    private readonly Dictionary<string, bool> made = new(StringComparer.Ordinal);

    private LakeReader(LakeFolder folder, DatasetCatalog catalog, EngineOptions options)
    {
        this.folder = folder;
        Tables = TablesOf(catalog);
        connection = scratch.OpenEngine(options);
        views = new LakeViews(connection, folder);
        functions = new AthenaFunctions(connection);
        Prepare();
    }

    /// <summary>The views there are, ordered by dataset.</summary>
    public IReadOnlyList<LakeTable> Tables { get; }

    /// <summary>Opens a lake for reading.</summary>
    /// <param name="root">The lake's folder.</param>
    /// <param name="catalog">Its datasets.</param>
    /// <param name="options">How much of the machine queries may take.</param>
    /// <exception cref="LakeNotFoundException">There is no such folder.</exception>
    /// <exception cref="ObjectStoreException">The system's temporary folder, to which large queries spill, cannot be written.</exception>
    public static LakeReader Open(string root, DatasetCatalog catalog, EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        var place = new LakeFolder(root);
        LakeNotFoundException.ThrowIfMissing(place);
        return new LakeReader(place, catalog, options);
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

    /// <summary>Runs a query.</summary>
    /// <param name="sql">One statement that only reads.</param>
    /// <param name="cancellationToken">A token to cancel the query, also while rows are read.</param>
    /// <exception cref="QueryRefusedException">The text is not one statement that only reads.</exception>
    /// <exception cref="EngineException">The engine refused it or failed.</exception>
    /// <exception cref="TableReplacedException">Hours of a table were made again each time it was tried.</exception>
    /// <exception cref="ObjectStoreException">The lake's folder cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public LakeRows Query(string sql, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sql);
        var query = ReadOnlySql.Check(connection, sql);
        for (var attempt = 1; ; attempt++)
        {
            // A current view names its consumable table.
            var guards = Tables.Where(table => table.Kind == LakeTableKind.Consumable && (query.Needs(table) || !query.NamesOnly(Tables)))
                .Select(table => SnapshotGuard.Take(folder, table.Dataset.Name, cancellationToken)).ToArray();
            try
            {
                if (query.NeedsAllFunctions) functions.MakeAll();
                MakeViews(query);
                var rows = Open(query, () => Array.Exists(guards, guard => guard.HasLost()), cancellationToken);
                if (!Array.Exists(guards, guard => guard.HasMoved())) return rows;
                rows.Dispose();
                if (attempt >= Attempts) throw new TableReplacedException();
            }
            catch (EngineException failure) when (attempt < Attempts && failure.Kind == EngineErrorKind.Io)
            {
                // A writer has put other files in the place of those that were found just before.
            }
            catch (EngineException failure) when (failure.Kind is EngineErrorKind.Catalog or EngineErrorKind.Binder && !functions.HasAll)
            {
                // The engine suggests names that are like a wrong one, so it must know them all.
                functions.MakeAll();
            }
        }
    }

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
        var folders = new[] { folder.Root, LakeViews.Glob(folder.Root) }
            .Distinct(StringComparer.Ordinal)
            .SelectMany(root => ReadableFolders.Select(name => Path.Combine(root, name)));
        DuckDbEngine.Run(
            connection,
            $"SET allowed_directories = {Sql.Texts(folders)}; SET enable_external_access = false; SET lock_configuration = true"
        );
    }

    private LakeRows Open(ReadOnlySql query, Func<bool> areReplaced, CancellationToken cancellationToken)
    {
        EngineException? unbound = null;
        foreach (var reading in query.Readings)
        {
            try
            {
                functions.Make(reading.Functions);
                return LakeRows.Open(connection, reading.Text, areReplaced, cancellationToken);
            }
            catch (EngineException failure) when (failure.Kind == EngineErrorKind.Binder)
            {
                unbound ??= failure;
            }
        }

        throw unbound!;
    }

    // Making a view lists its files, so only those are made that the query needs.
    private void MakeViews(ReadOnlySql query)
    {
        var all = !query.NamesOnly(Tables);
        foreach (var table in Tables)
        {
            if ((!all && !query.Needs(table)) || (made.TryGetValue(table.Name, out var withPath) && withPath == query.AsksForPath))
                continue;
            if (views.Create(table, query.AsksForPath)) made[table.Name] = query.AsksForPath;
        }

        // Each view is read for itself again, so only who writes the database pays for it.
        foreach (var table in Tables)
        {
            if (all || query.NamesIn(table.Dataset.Database, table)) views.CreateInDatabase(table);
        }
    }
}
