using System.Text;
using System.Text.Json;
using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Json;
using Datalake.Records;
using Datalake.Tables;

namespace Datalake.Embedded.Schemas;

/// <summary>
/// Compares the structured records of a dataset with its contract as it is now, by conforming them: what would be rescued, and what never
/// comes.
/// </summary>
public sealed class SchemaDiff
{
    private const int MaximumPlaces = 1000;

    private static readonly byte[] RescuedMark = Lineage.KeyOf(Lineage.Rescued);
    private static readonly byte[] DigestMark = Lineage.KeyOf(Lineage.Digest);

    private readonly DatasetContract dataset;
    private readonly ValueShape arriving = new();
    private readonly SortedDictionary<(SchemaFindingKind Kind, string Path), Place> places = [];
    private long records;
    private long rescuedRecords;
    private long unreadable;
    private bool cut;

    private SchemaDiff(DatasetContract dataset)
    {
        this.dataset = dataset;
    }

    /// <summary>Reads records and compares.</summary>
    /// <param name="root">The lake's folder.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="maximum">How many records at most; 0 for all.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LakeNotFoundException">There is no such folder.</exception>
    /// <exception cref="Datalake.Storage.ObjectStoreException">The folder cannot be read.</exception>
    public static async Task<SchemaComparison> CompareAsync(
        string root, DatasetContract dataset, long maximum, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var diff = new SchemaDiff(dataset);
        using var conformer = new RecordConformer(dataset, RecordLimits.Default);
        using var output = new Utf8Output();
        await foreach (var record in new StructuredRecords(root, dataset, RecordLimits.Default).ReadAsync(maximum, cancellationToken))
        {
            output.Clear();
            diff.Add(record.Span, conformer.Conform(record.Span, output), output);
        }

        return diff.Finish();
    }

    private void Add(ReadOnlySpan<byte> record, ConformedRecord conformed, Utf8Output output)
    {
        records++;
        if (conformed.Problem is not null)
        {
            unreadable++;
            return;
        }

        arriving.Observe(record);
        if (conformed.Rescued == 0) return;
        rescuedRecords++;

        // The marks hold unescaped quotes, so they cannot stand inside a string; the last ones are the conformer's own.
        var line = output.WrittenSpan;
        line = line[..line.LastIndexOf(DigestMark)];
        var reader = new Utf8JsonReader(line[(line.LastIndexOf(RescuedMark) + RescuedMark.Length)..]);
        reader.Read();
        using var rescued = JsonDocument.Parse(reader.GetString() ?? "{}", new JsonDocumentOptions { MaxDepth = 1000 });
        foreach (var value in rescued.RootElement.EnumerateObject()) Add(value);
    }

    private void Add(JsonProperty value)
    {
        var (path, declared) = DeclaredPath.Find(dataset, value.Name);
        var place = (declared is null ? SchemaFindingKind.Undeclared : SchemaFindingKind.Misfit, path);
        if (!places.TryGetValue(place, out var known))
        {
            if (places.Count == MaximumPlaces)
            {
                cut = true;
                return;
            }

            places[place] = known = new Place(SchemaInference.Shape(dataset), declared);
        }

        known.CountIn(records);
        known.Shape.Observe(Encoding.UTF8.GetBytes(value.Value.GetRawText()));
    }

    private SchemaComparison Finish()
    {
        var findings = places
            .Where(place => place.Value.Shape.Present > 0)
            .Select(place => new SchemaFinding(
                place.Key.Kind,
                place.Key.Path,
                place.Value.Declared?.ToString(),
                ShapeTypes.Of(place.Value.Shape, KeyOf(place.Key.Path)).ToString(),
                place.Value.Shape.Present,
                ProtectedPath.Covers(dataset, place.Key.Path) ? null : place.Value.Shape.Example)
            {
                Records = place.Value.Records, IsProtected = ProtectedPath.Covers(dataset, place.Key.Path),
            })
            .ToList();
        foreach (var column in dataset.Columns)
            AddMissing(column.Key, column.Type, arriving.Fields.GetValueOrDefault(column.Key), findings);
        return new SchemaComparison(records, unreadable, findings, cut) { Rescued = rescuedRecords };
    }

    private static string KeyOf(string path) => path[(path.LastIndexOf('.') + 1)..].Replace("[]", string.Empty, StringComparison.Ordinal);

    private static void AddMissing(string path, HiveType type, ValueShape? shape, List<SchemaFinding> findings)
    {
        if (shape is null || shape.Present == 0)
        {
            var nulls = shape?.Nulls ?? 0;
            findings.Add(new SchemaFinding(
                nulls > 0 ? SchemaFindingKind.AlwaysNull : SchemaFindingKind.Absent, path, type.ToString(), null, nulls, null));
            return;
        }

        switch (type)
        {
            case ArrayType array when shape.Element is not null:
                AddMissing(path + "[]", array.Element, shape.Element, findings);
                break;
            case MapType map when shape.Keys > 0:
                AddMissing(path + ".*", map.Value, ShapeTypes.ValuesOf(shape), findings);
                break;
            case StructType structure when shape.Objects > 0:
                foreach (var field in structure.Fields)
                    AddMissing($"{path}.{field.Key}", field.Type, shape.Fields.GetValueOrDefault(field.Key), findings);
                break;
        }
    }

    private sealed class Place(ValueShape shape, HiveType? declared)
    {
        private long last;

        public ValueShape Shape => shape;

        public HiveType? Declared => declared;

        public long Records { get; private set; }

        public void CountIn(long record)
        {
            if (last == record) return;
            last = record;
            Records++;
        }
    }
}
