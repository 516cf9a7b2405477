using Datalake.Datasets;

namespace Datalake.Embedded.Schemas;

/// <summary>Finds the fields that together identify one entity, by their names and by how far they distinguish the records.</summary>
/// <param name="dataset">The dataset's name; <c>order_id</c> is the identity of orders.</param>
/// <param name="records">A hash of each record.</param>
/// <param name="changes">The change dates: versions of one entity differ in them.</param>
internal sealed class IdentityGuess(string dataset, ulong[] records, IReadOnlyList<KeyField> changes)
{
    private const int Certain = 100;
    private const int OfDataset = 90;
    private const int Likely = 60;
    private const int Possible = 40;
    private const int Part = 30;
    private const int MaximumParts = 4;
    private const string Unique = "its name is that of an identity, and no two records share it";

    private readonly int distinctRecords = records.Distinct().Count();

    /// <summary>How well a name fits an identity; 0 where it does not speak of one.</summary>
    public static int Score(string name, string dataset)
    {
        var words = FieldWords.Of(name);
        if (words.Length == 0) return 0;
        var compact = string.Concat(words);
        if (compact is "id" or "uuid" or "guid" or "pk" or "oid") return Certain;
        if (words is [_, .., "id" or "uuid"] && Singular(dataset).EndsWith(string.Concat(words[..^1]), StringComparison.Ordinal)) return OfDataset;
        if (compact is "token" or "key") return Likely + 5;
        return words[^1] switch
        {
            "id" or "uuid" or "guid" or "gid" => Likely,
            "number" or "no" or "nr" or "num" or "invoice" or "reference" or "ref" or "code" or "sku" or "handle" or "email" or "barcode" or "ean"
                or "slug" or "isbn" or "gtin" or "token" or "key" or "login" or "username" => Possible,
            "sequential" or "sequence" or "seq" or "line" or "position" or "index" => Part,
            _ => 0,
        };
    }

    /// <summary>The identity; empty when no field could be part of one.</summary>
    /// <param name="fields">The scalar fields.</param>
    /// <param name="notes">Receives the reason.</param>
    public IReadOnlyList<KeyField> Choose(IReadOnlyList<KeyField> fields, List<string> notes)
    {
        var usable = fields.Where(field => field.IsEverywhere && CanIdentify(field.Column.Type)).ToList();
        var top = usable.Where(field => field.IsTop).ToList();
        var found = Named(top) ?? Named([.. usable.Where(field => !field.IsTop && ScoreOf(field) >= Possible)]) ?? Unnamed(top);
        if (found is null)
        {
            notes.Add("identity: no field is in every record and can identify an entity. Name the columns that do, or records without them go to quarantine.");
            var most = fields.Where(field => CanIdentify(field.Column.Type)).MaxBy(field => field.Hashes.Count(hash => hash != 0));
            return most is null ? [] : [most];
        }

        notes.Add($"identity: {found.Value.Reason} ({string.Join(", ", found.Value.Fields.Select(field => $"'{field.Path}'"))}).");
        return found.Value.Fields;
    }

    private (IReadOnlyList<KeyField> Fields, string Reason)? Named(List<KeyField> fields)
    {
        var named = fields.Where(field => ScoreOf(field) > 0).OrderByDescending(ScoreOf).ToList();
        foreach (var field in named.Where(field => ScoreOf(field) >= OfDataset))
        {
            if (IsUnique(field)) return ([field], Unique);
            var partner = ScoreOf(field) == OfDataset
                ? named.Find(other => other != field && ScoreOf(other) >= Possible && IsUnique(other, field))
                : null;
            if (partner is not null) return (InOrder(fields, [partner, field]), "only together they distinguish all records");
            if (Conflicts(field) * 2 <= distinctRecords)
                return ([field], "its name is that of an identity, and records that share it have other change dates");
        }

        foreach (var field in named.Where(field => ScoreOf(field) >= Likely))
        {
            if (IsUnique(field)) return ([field], Unique);
        }

        if (!named.Exists(field => ScoreOf(field) >= Possible)) return null;
        return Versioned(Likely)
            ?? Several(Together(named, []), "only together they distinguish all records")
            ?? Versioned(Possible)
            ?? Several(Together(named, changes), "together with the change date they distinguish all records");

        (IReadOnlyList<KeyField>, string)? Several(List<KeyField>? several, string reason) =>
            several is null ? null : (InOrder(fields, several), several.Count == 1 ? Unique : reason);

        (IReadOnlyList<KeyField>, string)? Versioned(int score) =>
            changes.Count > 0 && named.Find(field => ScoreOf(field) >= score && Conflicts(field) == 0) is { } field
                ? ([field], "its name is that of an identity, and records that share it have other change dates")
                : null;
    }

    private (IReadOnlyList<KeyField> Fields, string Reason)? Unnamed(List<KeyField> fields)
    {
        var unique = fields.Find(IsUniqueText);
        if (unique is not null) return ([unique], "no two records share it; its name does not say that it is one, so check it");
        var several = Widest(fields);
        return several.Count > 0 ? (InOrder(fields, several), "a guess, as no field has the name of one; check it") : null;

        bool IsUniqueText(KeyField field) =>
            field.Column.Type is PrimitiveType { Kind: PrimitiveKind.String or PrimitiveKind.BigInt } && IsUnique(field);
    }

    /// <summary>The fields that distinguish all records, together with others; null when they do not.</summary>
    private List<KeyField>? Together(List<KeyField> fields, IReadOnlyList<KeyField> others)
    {
        var chosen = Widest(fields);
        return chosen.Count > 0 && Distinct([.. chosen, .. others]) == distinctRecords ? chosen : null;
    }

    /// <summary>Adds fields as long as they distinguish more records.</summary>
    private List<KeyField> Widest(List<KeyField> fields)
    {
        var chosen = new List<KeyField>();
        var reached = 0;
        while (chosen.Count < MaximumParts && reached < distinctRecords)
        {
            var next = fields.Except(chosen)
                .Select(field => (Field: field, Distinct: Distinct([.. chosen, field])))
                .OrderByDescending(one => one.Distinct)
                .FirstOrDefault();
            if (next.Field is null || next.Distinct <= reached) break;
            chosen.Add(next.Field);
            reached = next.Distinct;
        }

        return chosen;
    }

    private static IReadOnlyList<KeyField> InOrder(List<KeyField> fields, List<KeyField> chosen) => [.. fields.Where(chosen.Contains)];

    private bool IsUnique(params KeyField[] fields) => Distinct(fields) == distinctRecords;

    /// <summary>How many records are not distinguished from another by the fields and the change dates.</summary>
    private int Conflicts(params KeyField[] fields) => distinctRecords - Distinct([.. fields, .. changes]);

    private int Distinct(KeyField[] fields) => KeyField.Distinct(fields.Select(field => field.Hashes), records.Length);

    private int ScoreOf(KeyField field) => Score(field.Name, dataset);

    private static bool CanIdentify(HiveType type) =>
        type is DecimalType or PrimitiveType { Kind: PrimitiveKind.String or PrimitiveKind.BigInt };

    private static string Singular(string dataset)
    {
        var compact = string.Concat(FieldWords.Of(dataset));
        return compact.EndsWith("ies", StringComparison.Ordinal) ? compact[..^3] + "y" : compact.TrimEnd('s');
    }
}
