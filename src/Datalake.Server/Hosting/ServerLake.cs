using System.Collections.Concurrent;
using Datalake.Datasets;
using Datalake.Embedded.Live;
using Datalake.Embedded.Receiving;
using Datalake.Embedded.Storage;
using Datalake.Server.Problems;
using Datalake.Server.Quarantining;
using Datalake.Server.Querying;
using Datalake.Server.Receiving;
using Datalake.Server.Reports;
using Datalake.Storage;

namespace Datalake.Server.Hosting;

/// <summary>The lake that a server runs, and what requests need of it. Safe to share between threads.</summary>
internal sealed class ServerLake : IAsyncDisposable
{
    private readonly ServerOptions options;
    private readonly FileObjectStore raw;
    private readonly ConcurrentDictionary<string, RecordReceiver> receivers = new(StringComparer.Ordinal);
    private volatile bool isStopping;

    public ServerLake(ServerOptions options, LiveLake live)
    {
        this.options = options;
        Live = live;
        raw = new FileObjectStore(live.Folder.Raw, syncsWriters: true, live.Folder.Writing);
        Journal = new ArrivalJournal(live.Folder, new JournalOptions(), options.Lake.Time, live.Announce);
        live.Gather = token => Journal.PublishAsync().WaitAsync(token);
        Readers = new ReaderPool(options.Lake, live.Catalog);
        Quarantine = new QuarantineDesk(this, options.Lake);
        Reports = new ReportRunner(Readers, options.Settings.Limits, options.Lake.Time);
    }

    /// <summary>The lake.</summary>
    public LiveLake Live { get; }

    /// <summary>Takes JSON that comes one by one.</summary>
    public ArrivalJournal Journal { get; }

    /// <summary>Readers for queries.</summary>
    public ReaderPool Readers { get; }

    /// <summary>What is in quarantine.</summary>
    public QuarantineDesk Quarantine { get; }

    /// <summary>Runs the queries of reports.</summary>
    public ReportRunner Reports { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time => options.Lake.Time;

    /// <summary>True once the server stops.</summary>
    public bool IsStopping => isStopping;

    /// <summary>Takes nothing new from now on.</summary>
    public void Stop() => isStopping = true;

    /// <summary>Ends a request that brings something while the lake takes nothing.</summary>
    /// <exception cref="ProblemException">The server stops, the disk is full, or so much waits that no more is taken.</exception>
    public void ThrowIfNotTaking()
    {
        if (isStopping) throw new ProblemException(ProblemKinds.Stopping, "The server stops. Nothing was stored; send it again when it is back.");
        var state = Live.State;
        if (state.Blocked is not null)
        {
            throw new ProblemException(
                ProblemKinds.DiskFull, "The lake cannot write to its disk just now. Nothing was stored; send it again later.");
        }

        if (state.WaitingBytes <= options.Settings.Limits.BacklogBytes) return;
        throw new ProblemException(
            ProblemKinds.BacklogFull,
            FormattableString.Invariant($"{state.WaitingBytes} bytes wait for the stage; at most {options.Settings.Limits.BacklogBytes} may. ") +
            "Nothing was stored; send it again later.");
    }

    /// <summary>The dataset of a name.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public DatasetContract Require(string name) =>
        Live.Catalog.Find(name) ?? throw new ProblemException(MissingProblems.Dataset(name, Live.Catalog));

    /// <summary>The reports, as their files are now.</summary>
    public ReportSet LoadReports() => ReportSet.Load(options.Lake.Datasets, Live.Catalog);

    /// <summary>Reads the bodies of requests that bring records of a dataset.</summary>
    /// <exception cref="Protection.ProtectionKeyException">A key of its protect rules is missing.</exception>
    public RecordReceiver ReceiverOf(DatasetContract dataset) => receivers.GetOrAdd(
        dataset.Name,
        _ => new RecordReceiver(dataset, options.Lake.ProtectionKeys, options.Lake.Limits, options.Settings.Limits.BodyBytes));

    /// <summary>Makes an arrival of a text by itself.</summary>
    /// <returns>The arrival's key, once it is durable.</returns>
    /// <exception cref="ObjectStoreException">The disk refused it.</exception>
    public async Task<string> StoreAsync(DatasetContract dataset, ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        // A document is one by itself, and what is not whole must not be in the way of others.
        if (dataset.Raw is { Format: RawTextFormat.Json, Records: null } && ArrivalJournal.Takes(text.Span))
            return await Journal.AppendAsync(dataset, text);
        var key = NewKey(dataset);
        await raw.PutAsync(key, text, PutMode.IfAbsent, cancellationToken);
        Live.Announce(key, text.Length);
        return key;
    }

    /// <summary>A key for an arrival that has none of its sender's.</summary>
    public string NewKey(DatasetContract dataset)
    {
        var now = Time.GetUtcNow();
        return PostedKeys.Of(dataset.Name, now, Guid.CreateVersion7(now));
    }

    /// <summary>A writer of an arrival, which is durable once it is committed.</summary>
    /// <exception cref="ObjectStoreException">The disk refused it.</exception>
    public ValueTask<ObjectWriter> CreateAsync(string key, CancellationToken cancellationToken) => raw.CreateAsync(key, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        Readers.Dispose();
        foreach (var receiver in receivers.Values) receiver.Dispose();
    }
}
