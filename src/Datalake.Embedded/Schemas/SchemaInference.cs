using System.Text.Json;
using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Json;
using Datalake.Records;

namespace Datalake.Embedded.Schemas;

/// <summary>
/// Proposes columns from the structured records of a dataset, as Glue's crawler does for a table. Whole numbers become bigint, others
/// double, ISO dates and moments date and timestamp, objects structs, or maps where their keys are data; what was always null becomes
/// string. In CSV a text that is a number or a truth value counts as one. Records that have no identity or change date by the contract as
/// it is are skipped.
/// </summary>
public static class SchemaInference
{
    /// <summary>Reads records and proposes columns.</summary>
    /// <param name="root">The lake's folder.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="maximum">How many records at most; 0 for all.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LakeNotFoundException">There is no such folder.</exception>
    /// <exception cref="Datalake.Storage.ObjectStoreException">The folder cannot be read.</exception>
    public static async Task<InferredSchema> InferAsync(
        string root, DatasetContract dataset, long maximum, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var good = Shape(dataset);
        var bad = Shape(dataset);
        using var conformer = new RecordConformer(dataset, RecordLimits.Default);
        using var output = new Utf8Output();
        await foreach (var record in new StructuredRecords(root, dataset, RecordLimits.Default).ReadAsync(maximum, cancellationToken))
        {
            // Records that are in quarantine must not spoil the types of the others, unless there are no others.
            output.Clear();
            Observe(conformer.Conform(record.Span, output).Problem is null ? good : bad, record.Span);
        }

        var shape = good.Objects > 0 ? good : bad;

        var columns = new List<Column>();
        var refused = new List<string>();
        foreach (var (key, field) in shape.Fields)
        {
            if (ColumnKey.Check(key) is var (_, message)) refused.Add(message);
            else columns.Add(new Column(key, ShapeTypes.Of(field)));
        }

        return new InferredSchema(shape.Objects, columns, refused);
    }

    /// <summary>What was seen of a dataset before anything was.</summary>
    internal static ValueShape Shape(DatasetContract dataset) => new(readsTexts: dataset.Raw.Format == RawTextFormat.Csv);

    /// <summary>Notes a record.</summary>
    internal static void Observe(ValueShape shape, ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record, new JsonReaderOptions { MaxDepth = 1000 });
        reader.Read();
        shape.Observe(ref reader);
    }
}

/// <summary>Columns proposed for a contract.</summary>
/// <param name="Records">Records they were taken from.</param>
/// <param name="Columns">The columns, in the order in which their keys came.</param>
/// <param name="Refused">Why keys that arrive cannot be columns, a sentence each.</param>
public sealed record InferredSchema(long Records, IReadOnlyList<Column> Columns, IReadOnlyList<string> Refused);
