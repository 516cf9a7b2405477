using System.Text;
using System.Text.Json;

namespace Datalake.Embedded.Schemas;

/// <summary>Where the records lie in documents that are envelopes around them, such as <c>data.orders.nodes[]</c>.</summary>
internal sealed record RecordPlace(IReadOnlyList<(string Key, bool Elements)> Steps)
{
    private const int MaximumDepth = 6;

    private static readonly HashSet<string> Names =
    [
        "records", "record", "items", "data", "results", "result", "nodes", "node", "edges", "events", "rows", "entries", "value", "values", "hits", "content", "payload",
        "list", "objects", "documents", "messages", "body",
    ];

    /// <summary>The path as <c>raw.records</c> has it.</summary>
    public string Path => string.Concat(
        Steps.Select((step, i) => ProposedPath.Step(step.Key, isFirst: i == 0) + (step.Elements ? "[]" : string.Empty)));

    /// <summary>Finds the place.</summary>
    /// <param name="documents">What was seen of the documents.</param>
    /// <param name="dataset">The dataset's name.</param>
    /// <returns>Null when each document is a record itself.</returns>
    public static RecordPlace? Find(ValueShape documents, string dataset)
    {
        var name = Compact(dataset);
        var places = new List<(RecordPlace Place, int Score)>();
        Collect(documents, [], places, name);
        if (places.Count == 0) return null;
        var best = places.MaxBy(place => place.Score);

        // A document with an identity or a time of its own is a record, unless what it holds is called what the dataset is called.
        var isNamed = best.Place.Steps.Any(step => IsNamed(step.Key, name));
        var isRecord = HasTime(documents) || HasIdentity(documents, dataset);
        return isRecord && !(isNamed && best.Place.Steps.Any(step => step.Elements)) ? null : best.Place;
    }

    /// <summary>The records of a document, each as JSON.</summary>
    public IEnumerable<byte[]> Of(ReadOnlyMemory<byte> document)
    {
        using var parsed = JsonDocument.Parse(document, new JsonDocumentOptions { MaxDepth = 1000 });
        var found = new List<byte[]>();
        Add(parsed.RootElement, 0, found);
        return found;
    }

    private static void Collect(
        ValueShape shape, (string Key, bool Elements)[] path, List<(RecordPlace Place, int Score)> places, string dataset)
    {
        if (path.Length >= MaximumDepth || shape.Objects == 0 || ShapeTypes.IsMap(shape)) return;
        foreach (var (key, field) in shape.Fields)
        {
            if (field.Scalars > 0) continue;
            var isArray = field.Arrays > 0 && field.Objects == 0;
            var inner = isArray ? field.Element : field.Arrays == 0 ? field : null;
            if (inner is null || inner.Objects == 0 || inner.Scalars + inner.Arrays > 0 || field.Nulls > 0) continue;
            (string, bool)[] place = [.. path, (key, isArray)];
            if (HasTime(inner) || path.Length == 0 && shape.Fields.Count == 1 && inner.Fields.Values.Any(value => value.Scalars > 0))
            {
                var score = (IsNamed(key, dataset) ? 20 : Names.Contains(key.ToLowerInvariant()) ? 10 : 0) + (isArray ? 5 : 0);
                places.Add((new RecordPlace(place), score));
            }
            else
            {
                Collect(inner, place, places, dataset);
            }
        }
    }

    private static bool HasTime(ValueShape shape) =>
        shape.Fields.Any(field => TimeGuess.Of(field.Key, field.Value) is { Minimum: > 0 });

    private static bool HasIdentity(ValueShape shape, string dataset) =>
        shape.Fields.Any(field => field.Value.Scalars > 0 && IdentityGuess.Score(field.Key, dataset) >= 60);

    private static bool IsNamed(string key, string dataset) => Compact(key) is var compact && compact.Length > 0 && compact == dataset;

    private static string Compact(string name) => string.Concat(FieldWords.Of(name)).TrimEnd('s');

    private void Add(JsonElement element, int step, List<byte[]> found)
    {
        if (step == Steps.Count)
        {
            if (element.ValueKind == JsonValueKind.Object) found.Add(Encoding.UTF8.GetBytes(element.GetRawText()));
            return;
        }

        var (key, elements) = Steps[step];
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out var inner)) return;
        if (!elements)
        {
            Add(inner, step + 1, found);
            return;
        }

        if (inner.ValueKind != JsonValueKind.Array) return;
        foreach (var item in inner.EnumerateArray()) Add(item, step + 1, found);
    }
}
