using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Storage;

namespace Datalake.Embedded.Erasing;

/// <summary>Erases the records of datasets.</summary>
internal sealed class EraseRun(
    FileObjectStore raw, FileObjectStore store, DatasetCatalog catalog, DuckDbEngine engine, CommitLog log, LakeOptions options)
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
        var found = await new EraseFinder(raw, store, catalog, engine, options).FindAsync(dataset, erased, cancellationToken);
        var now = options.Time.GetUtcNow();
        var receipt = new EraseReceipt
        {
            Id = now.ToString("yyyyMMddTHHmmssfff", CultureInfo.InvariantCulture),
            Dataset = dataset.Name,
            ErasedAt = now,
            Conditions = [.. conditions.Select(condition => string.Join(" AND ", condition.Terms.Select(term => term.Path.Text)))],
            Entities = erased.Count,
            Places = found.Places,
        };
        if (isDryRun) return receipt;
        throw new NotSupportedException(log.PendingFolder);
    }
}
