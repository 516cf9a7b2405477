using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Engine.Native;
using Datalake.Embedded.Erasing;
using Datalake.Embedded.Ingestion;
using Datalake.Embedded.Partitioning;
using Datalake.Embedded.Receiving;
using Datalake.Embedded.Rebuilding;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tables;
using Datalake.Partitioning;
using Datalake.Pipeline;
using Datalake.Quarantining;
using Datalake.Storage;

namespace Datalake.Embedded;

/// <summary>
/// A whole lake in one process: a folder and DuckDB. Composes the same steps that run on AWS. Opening it takes the lake's lock and finishes
/// what a crash cut short; dispose it to release the lock. Its methods are not for two callers at once.
/// </summary>
public sealed partial class EmbeddedLake : IAsyncDisposable
{
    private const long LargeRunBytes = 16 << 20;

    private readonly LakeOptions options;
    private readonly LakeLock lakeLock;
    private readonly DuckDbEngine engine;
    private readonly CommitLog log;
    private readonly ErasureList erasures;
    private readonly StructureStep structure;
    private readonly DeliverStep deliver;

    private EmbeddedLake(LakeOptions options, DatasetCatalog catalog, LakeLock held)
    {
        this.options = options;
        lakeLock = held;
        Catalog = catalog;
        Folder = new LakeFolder(options.Root);
        Raw = new FileObjectStore(Folder.Raw, syncsWriters: true, null, options.Files);
        Store = new FileObjectStore(options.Root, syncsWriters: false, Folder.Writing, options.Files);
        engine = new DuckDbEngine(options.Engine, Folder.Scratch);
        log = new CommitLog(Store, options.Time);
        Quarantine = new QuarantineStore(Store);
        erasures = new ErasureList(Store, options);
        structure = NewStructureStep(Raw);
        deliver = new DeliverStep(Store, Quarantine, options.Time, options.Limits);
    }

    /// <summary>The datasets of the lake.</summary>
    public DatasetCatalog Catalog { get; }

    /// <summary>The paths of the lake's folders.</summary>
    public LakeFolder Folder { get; }

    /// <summary>The records that could not be read.</summary>
    public QuarantineStore Quarantine { get; }

    /// <summary>The store of arrivals.</summary>
    internal FileObjectStore Raw { get; }

    /// <summary>The lake's store.</summary>
    internal FileObjectStore Store { get; }

    /// <summary>Called after each commit to the stage; may be null. Called from several threads.</summary>
    internal Action<Commit>? Committed
    {
        set => log.Committed = value;
    }

    /// <summary>Opens a lake for writing, and creates it where it does not exist.</summary>
    /// <param name="options">The lake's folder and settings.</param>
    /// <exception cref="ContractException">A contract is wrong; carries every problem of every contract.</exception>
    /// <exception cref="LakeLockedException">Another process writes to the lake.</exception>
    /// <exception cref="ObjectStoreException">The folder cannot be written.</exception>
    public static EmbeddedLake Open(LakeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var catalog = DatasetCatalog.Load(options.Datasets).Require();
        FileObjectStore.Guard(
            () => SyncedFolders.CreateRoot(new LakeFolder(options.Root).Root, options.Files), "create the folder", string.Empty);
        var held = LakeLock.Take(options.Root);
        try
        {
            var lake = new EmbeddedLake(options, catalog, held);
            lake.Recover();
            return lake;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Takes every arrival in <c>raw/</c> that is not done: structures it, conforms it, writes the stage.</summary>
    /// <param name="progress">Receives a report after each arrival; may be null. Called from several threads.</param>
    /// <param name="cancellationToken">A token to cancel the run; what is not committed is taken again by the next one.</param>
    /// <exception cref="ObjectStoreException">The disk is full or read-only.</exception>
    public Task<IngestReport> IngestAsync(IProgress<IngestReport>? progress, CancellationToken cancellationToken) =>
        IngestAsync(Raw, structure, progress, cancellationToken);

    /// <summary>The same from another view of the raw folder; for what only a test can make happen to an arrival.</summary>
    internal async Task<IngestReport> IngestAsync(
        IObjectStore arrivals, IProgress<IngestReport>? progress, CancellationToken cancellationToken)
    {
        using var step = NewStructureStep(arrivals);
        return await IngestAsync(arrivals, step, progress, cancellationToken);
    }

    private async Task<IngestReport> IngestAsync(
        IObjectStore arrivals, StructureStep structure, IProgress<IngestReport>? progress, CancellationToken cancellationToken)
    {
        var committed = log.ReadCommitted(cancellationToken);
        await using var streams = new DeliveryStreams(log, options);
        var ingest = new ArrivalIngest(Store, structure, deliver, streams.Of);
        var run = new IngestRun(arrivals, Catalog, ingest, committed, FindUnready(structure), Workers);
        Raw.Skipped = run.Skip;
        await run.RunAsync(progress, cancellationToken);
        await streams.FlushAsync(cancellationToken);

        // What the steps held for their records would stay with the process, in addition to what the engine takes for the next step. After
        // a small run that is less than the collection costs.
        var report = run.Report;
        if (report.Bytes < LargeRunBytes) return report;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        EngineMemory.ReleaseUnusedMemory();
        return report;
    }

    /// <inheritdoc cref="CommitLog.ReadCommitted"/>
    internal CommittedArrivals ReadCommitted(CancellationToken cancellationToken) => log.ReadCommitted(cancellationToken);

    /// <summary>The datasets whose protect rules lack a key, with the reason.</summary>
    internal IReadOnlyDictionary<string, string> Unready() => FindUnready(structure);

    /// <summary>Empty delivery streams, and what takes arrivals into them.</summary>
    internal (DeliveryStreams Streams, ArrivalIngest Ingest) NewIngest()
    {
        var streams = new DeliveryStreams(log, options);
        return (streams, new ArrivalIngest(Store, structure, deliver, streams.Of));
    }

    /// <summary>Brings what is new of an hour into the consumable table, whether the hour is over or not. Nothing is compacted.</summary>
    internal async Task<IReadOnlyList<HourOutcome>> BringAsync(
        DatasetContract dataset, IngestionHour hour, CancellationToken cancellationToken)
    {
        var due = await NewDueHours().FindNewAsync(dataset, hour, cancellationToken);
        var (clean, refused) = NewStageGuard().Split(due, cancellationToken);
        return [.. refused, .. await NewPartitionEngine().BringAsync(clean, cancellationToken)];
    }

    private Dictionary<string, string> FindUnready(StructureStep structure)
    {
        var unready = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var dataset in Catalog.All)
        {
            try
            {
                structure.Prepare(dataset);
            }
            catch (Protection.ProtectionKeyException missing)
            {
                unready[dataset.Name] = missing.Message;
            }
        }

        return unready;
    }

    /// <summary>Brings stage hours into the consumable tables.</summary>
    /// <param name="request">The hours to do.</param>
    /// <param name="progress">Receives a report after each hour; may be null.</param>
    /// <param name="cancellationToken">A token to cancel the run; an hour that is not done is due again.</param>
    public async Task<IReadOnlyList<HourOutcome>> PartitionAsync(
        PartitionRequest request, IProgress<HourOutcome>? progress, CancellationToken cancellationToken)
    {
        var due = await NewDueHours().FindAsync(request, cancellationToken);
        var (clean, refused) = NewStageGuard().Split(due, cancellationToken);
        return [.. refused, .. await NewPartitionEngine().RunAsync(clean, progress, cancellationToken)];
    }

    /// <summary>
    /// Makes a dataset's consumable table again from its stage files or its arrivals, in one version that replaces all. From arrivals the
    /// stage is made again too.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="request">Where the rows come from.</param>
    /// <param name="cancellationToken">A token to cancel the operation; the table is then as it was.</param>
    /// <exception cref="EngineException">A row cannot be made again, or a file cannot be read; the message says what to do.</exception>
    /// <exception cref="Protection.ProtectionKeyException">A key that a protect rule names is not there.</exception>
    public async Task<RebuildReport> RebuildAsync(DatasetContract dataset, RebuildOptions request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(request);
        var hours = await NewDueHours().FindAllAsync(dataset, cancellationToken);
        NewStageGuard().Require(hours, cancellationToken);
        return await NewRebuild(dataset).RebuildAsync(request, cancellationToken);
    }

    /// <summary>Compares a dataset's consumable table, row by row, with what a rebuild would make. Nothing is changed.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="request">Where the rows come from.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="EngineException">A row cannot be made again, or a file cannot be read; the message says what to do.</exception>
    /// <exception cref="Protection.ProtectionKeyException">A key that a protect rule names is not there.</exception>
    public Task<VerifyReport> VerifyAsync(DatasetContract dataset, RebuildOptions request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(request);
        return NewRebuild(dataset).VerifyAsync(request, cancellationToken);
    }

    /// <summary>Writes the small files of a consumable table together, by change date. The rows stay the same.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="day">Only this change date; null for all.</param>
    /// <param name="cancellationToken">A token to cancel the operation, looked at between dates.</param>
    /// <exception cref="EngineException">A file cannot be read, or the table holds a row twice.</exception>
    public async Task<IReadOnlyList<CompactedDay>> CompactAsync(
        DatasetContract dataset, DateOnly? day, CancellationToken cancellationToken) =>
        await NewPartitionEngine().CompactAsync(dataset, day, allowed: 1, cancellationToken);

    /// <summary>
    /// Finds, and unless it is only asked deletes, the files of a consumable table that no version needs which was the newest within a
    /// time.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="retention">The time; queries that run longer break.</param>
    /// <param name="isDryRun">True to delete nothing.</param>
    /// <param name="cancellationToken">A token to cancel the operation, looked at between files.</param>
    /// <returns>The files; none where there is no table.</returns>
    public async Task<IReadOnlyList<StoredObject>> VacuumAsync(
        DatasetContract dataset, TimeSpan retention, bool isDryRun, CancellationToken cancellationToken)
    {
        var table = new LakeTables(Store, options.Time).Of(dataset);
        if (await table.OpenAsync(cancellationToken) is null) return [];
        var plan = await table.PlanVacuumAsync(retention, cancellationToken);
        if (isDryRun) return plan.Files;
        foreach (var file in plan.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Store.DeleteAsync(file.Key, cancellationToken);
        }

        return plan.Files;
    }

    private DueHours NewDueHours() => new(Store, Catalog, options.Time, new StageHours(Store));

    private StageGuard NewStageGuard() => new(Store, engine, erasures);

    private DuckDbPartitionEngine NewPartitionEngine() => new(Store, engine, options.Time);

    private RebuildRun NewRebuild(DatasetContract dataset) => new(dataset, Catalog, Raw, Store, log, engine, options, erasures);

    /// <summary>
    /// Tries quarantined records again, under the contracts as they are now; those that have a reading join the stage and leave quarantine.
    /// </summary>
    /// <param name="choose">Returns true for an entry to try. Called more than once for each.</param>
    /// <param name="cancellationToken">A token to cancel the operation; what is not committed stays in quarantine.</param>
    /// <exception cref="Protection.ProtectionKeyException">
    /// A key that a protect rule of a chosen entry's dataset names is not there.
    /// </exception>
    public Task<ReplayReport> ReplayAsync(Func<QuarantineEntry, bool> choose, CancellationToken cancellationToken) =>
        ReplayAsync(Raw, choose, cancellationToken);

    /// <summary>The same with another view of the raw folder; for tests that count what is read of it.</summary>
    internal async Task<ReplayReport> ReplayAsync(
        IObjectStore arrivals, Func<QuarantineEntry, bool> choose, CancellationToken cancellationToken)
    {
        await using var streams = new DeliveryStreams(log, options);
        var quarantine = SyncedQuarantine();
        var live = await OpenQuarantineAsync(quarantine, cancellationToken);
        var run = new ReplayRun(arrivals, Catalog, quarantine, live, structure, deliver, streams.Of, options.Limits, erasures);
        await run.RunAsync(choose, cancellationToken);
        await streams.FlushAsync(cancellationToken);
        await live.RemoveAsync(cancellationToken);
        return run.Report;
    }

    /// <summary>
    /// Discards quarantine entries that will never be read: they are deleted, and counted as discarded from then on. Their arrivals stay.
    /// </summary>
    /// <param name="choose">Returns true for an entry to discard. Called more than once for each.</param>
    /// <param name="cancellationToken">A token to cancel the operation; what was not discarded stays as it is.</param>
    public async Task<DiscardReport> DiscardAsync(Func<QuarantineEntry, bool> choose, CancellationToken cancellationToken)
    {
        var quarantine = SyncedQuarantine();
        var live = await OpenQuarantineAsync(quarantine, cancellationToken);
        return await new DiscardRun(Store, quarantine, live, new DiscardLog(Store), options.Time).RunAsync(choose, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        structure.Dispose();
        deliver.Dispose();
        erasures.Dispose();
        lakeLock.Dispose();
        return ValueTask.CompletedTask;
    }

    private StructureStep NewStructureStep(IObjectStore arrivals) =>
        new(arrivals, Store, Quarantine, options.ProtectionKeys, options.Limits, erasures);

    /// <summary>Arrivals that are structured at a time.</summary>
    internal int Workers => options.Workers > 0 ? options.Workers : Environment.ProcessorCount;

    private void Recover()
    {
        FileObjectStore.Guard(
            () =>
            {
                log.Recover();
                JournalRecovery.Run(Raw, Folder.Journal);
                foreach (var folder in new[] { Folder.Scratch, Folder.Partition, Folder.Writing })
                {
                    options.Files.DeleteFolder(folder);
                }

                options.Files.CreateFolder(Folder.Writing);
                RebuildJournal.RecoverAsync(Store, options.Time, CancellationToken.None).GetAwaiter().GetResult();
            },
            "recover",
            "_state");
        EraseJournal.RecoverAsync(Store).GetAwaiter().GetResult();
        erasures.LoadAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>
    /// Quarantine for what a replay or discard leaves, which must be durable before the object it is left of is superseded.
    /// </summary>
    private QuarantineStore SyncedQuarantine() => new(new FileObjectStore(options.Root, syncsWriters: true, Folder.Writing, options.Files));

    private async Task<LiveQuarantine> OpenQuarantineAsync(QuarantineStore quarantine, CancellationToken cancellationToken)
    {
        var discarded = new CommittedArrivals();
        await foreach (var one in new DiscardLog(Store).ReadAllAsync(null, cancellationToken))
            discarded.Add(one.Key, QuarantineKeys.IdOf(one.Key));
        return new LiveQuarantine(Store, quarantine, log.ReadCommitted(cancellationToken), discarded);
    }
}
