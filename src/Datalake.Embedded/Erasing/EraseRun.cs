using System.Globalization;
using System.Text.Json;
using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Ingestion;
using Datalake.Embedded.Storage;
using Datalake.Storage;

namespace Datalake.Embedded.Erasing;

/// <summary>Erases the records of datasets.</summary>
/// <param name="raw">Where arrivals lie.</param>
/// <param name="store">The lake's store.</param>
/// <param name="catalog">The datasets.</param>
/// <param name="engine">Reads and writes Parquet files.</param>
/// <param name="log">The commits.</param>
/// <param name="live">The quarantine objects that count.</param>
/// <param name="options">Gives keys, limits and the clock.</param>
internal sealed class EraseRun(
    FileObjectStore raw,
    FileObjectStore store,
    DatasetCatalog catalog,
    DuckDbEngine engine,
    CommitLog log,
    LiveQuarantine live,
    LakeOptions options)
{
    /// <summary>Erases what conditions select, or only counts it.</summary>
    public async Task<EraseReceipt> RunAsync(
        DatasetContract dataset, IReadOnlyList<EraseCondition> conditions, bool isDryRun, CancellationToken cancellationToken)
    {
        var hasher = isDryRun
            ? ErasureHasher.Temporary()
            : (await ErasureHasher.OpenAsync(store, creates: true, cancellationToken))!;
        var erased = new ErasedSet(dataset.Name, hasher);
        var forms = new ProtectedForms(dataset, options.ProtectionKeys);
        foreach (var condition in conditions) erased.Add(condition, forms.Of);
        string[] paths = [.. conditions.Select(condition => string.Join(" AND ", condition.Terms.Select(term => term.Path.Text)))];
        return await RunAsync(dataset, erased, erased.Rules, paths, isDryRun, cancellationToken);
    }

    /// <summary>Erases what the erasure list says, or only counts it.</summary>
    public Task<EraseReceipt> RunAgainAsync(
        DatasetContract dataset, ErasedSet erased, bool isDryRun, CancellationToken cancellationToken) =>
        RunAsync(dataset, erased, [], [], isDryRun, cancellationToken);

    private async Task<EraseReceipt> RunAsync(
        DatasetContract dataset,
        ErasedSet erased,
        IReadOnlyList<ErasureRule> rules,
        IReadOnlyList<string> paths,
        bool isDryRun,
        CancellationToken cancellationToken)
    {
        try
        {
            return await FindAndEraseAsync(dataset, erased, rules, paths, isDryRun, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw FileObjectStore.Describe(failure, "erase records of", dataset.Name);
        }
    }

    private async Task<EraseReceipt> FindAndEraseAsync(
        DatasetContract dataset,
        ErasedSet erased,
        IReadOnlyList<ErasureRule> rules,
        IReadOnlyList<string> paths,
        bool isDryRun,
        CancellationToken cancellationToken)
    {
        var found = await new EraseFinder(raw, store, catalog, engine, options).FindAsync(dataset, erased, cancellationToken);
        var search = new TextSearch(erased.Texts);
        var receipt = new EraseReceipt
        {
            Id = await NewIdAsync(cancellationToken),
            Dataset = dataset.Name,
            ErasedAt = options.Time.GetUtcNow(),
            Conditions = paths,
            Entities = erased.Matched.Count,
            Places = found.Places,
            KeysLeft = found.Arrivals.Values.Count(arrival => !arrival.IsWhole && search.IsIn(arrival.Arrival.Key)),
        };
        if (isDryRun) return receipt;
        if (found.IsEmpty)
        {
            var content = JsonSerializer.SerializeToUtf8Bytes(receipt, EraseReceiptJson.Default.EraseReceipt);
            await store.PutAsync(EraseReceipt.KeyOf(receipt.Id), content, PutMode.IfAbsent, cancellationToken);
            return receipt;
        }

        var journal = new EraseJournal(store);
        try
        {
            await new EraseWriter(raw, store, engine, log, live, options, journal)
                .WriteAsync(dataset, found, search, receipt.Id, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch
        {
            journal.Discard();
            throw;
        }

        await journal.CommitAsync(new ErasureEntry(receipt.Id, dataset.Name, receipt.ErasedAt, rules, [.. erased.Matched]), receipt);
        log.Forget();
        return receipt;
    }

    private async Task<string> NewIdAsync(CancellationToken cancellationToken)
    {
        var time = options.Time.GetUtcNow().ToString("yyyyMMddTHHmmssfff", CultureInfo.InvariantCulture);
        for (var number = 1; ; number++)
        {
            var id = number == 1 ? time : string.Create(CultureInfo.InvariantCulture, $"{time}-{number}");
            if (await store.FindAsync(EraseReceipt.KeyOf(id), cancellationToken) is null) return id;
        }
    }
}
