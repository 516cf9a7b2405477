using Datalake.Datasets;

namespace Datalake.Embedded.Schemas;

/// <summary>Makes a contract of what was seen of its records.</summary>
internal sealed class ProposalBuilder(string name, ValueShape shape)
{
    private const string Filled = "as_of";

    private readonly Dictionary<string, string?> columnOf = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<StructureRule> structure = [];
    private readonly List<Column> columns = [];
    private readonly List<string> notes = [];

    /// <summary>Makes it.</summary>
    /// <param name="known">The contract as it is, if there is one: it has the name, and keeps what of it fits.</param>
    /// <param name="keepsKeys">True to keep its identity and change dates, by which records were delivered.</param>
    public ContractProposal Build(DatasetContract? known, bool keepsKeys)
    {
        foreach (var (key, field) in shape.Fields) AddColumn(key, field, known);
        var records = shape.Values.Select(value => value.Hash).ToArray();
        var fields = KeyField.Of(shape, key => columnOf.GetValueOrDefault(key));
        var (identity, changedAt) = keepsKeys ? Keep(known!) : Choose(fields, records);
        return new ContractProposal
        {
            Name = name,
            Database = known?.Database ?? name,
            Raw = known?.Raw ?? new RawFormat { Keys = KeyTemplate.Parse("{key*}") },
            Read = shape.Objects,
            Identity = identity,
            ChangedAt = changedAt,
            Structure = structure,
            Columns = columns,
            Notes = notes,
        };
    }

    private void AddColumn(string key, ValueShape field, DatasetContract? known)
    {
        var to = key;
        if (ColumnKey.Check(key) is not null)
        {
            to = NewName(key);
            var path = ProposedPath.Of([key]);
            if (!FieldPath.TryParse(path, out var parsed, out var problem))
            {
                notes.Add($"'{key}' cannot be a column; its values go to _rescued. {problem}");
                columnOf[key] = null;
                return;
            }

            structure.Add(new RenameRule(parsed, to));
            notes.Add($"'{key}' cannot be a column's name; a rule renames it to '{to}'.");
        }

        columnOf[key] = to;
        var column = ShapeTypes.Column(key, field);
        var declared = known?.Columns.FirstOrDefault(one => string.Equals(one.Key, to, StringComparison.OrdinalIgnoreCase));

        // What never had a value says nothing of its type, and a zone is known to whoever wrote the contract only.
        if (declared is not null && (field.Present == 0 || IsSameTime(declared, column))) column = declared;
        else if (TimeGuess.Of(key, field) is { } time) notes.AddRange(time.Notes);
        if (field.Scalars > 0 && field.Arrays + field.Objects > 0 || field.Arrays > 0 && field.Objects > 0)
            notes.Add($"'{key}' has values of several shapes, which no type holds together; those that do not fit {column.Type} go to _rescued.");
        columns.Add(new Column(to, column.Type) { Time = column.Time });
    }

    private static bool IsSameTime(Column declared, Column found) =>
        declared.Type == found.Type
        && declared.Type is PrimitiveType { Kind: PrimitiveKind.Timestamp or PrimitiveKind.Date }
        && found.Time.Patterns.All(pattern => declared.Time.Patterns.Any(one => one.ToString() == pattern.ToString()));

    private (string[] Identity, string[] ChangedAt) Keep(DatasetContract known)
    {
        var absent = known.Identity.Concat(known.ChangedAt).DistinctBy(column => column.Name, StringComparer.Ordinal)
            .Where(column => !columns.Exists(one => one.Name == column.Name));
        columns.AddRange([.. absent]);
        return ([.. known.Identity.Select(column => column.Key)], [.. known.ChangedAt.Select(column => column.Key)]);
    }

    private (string[] Identity, string[] ChangedAt) Choose(List<KeyField> fields, ulong[] records)
    {
        var changes = ChangeDateGuess.Choose(fields, records.Length, notes);
        var identity = new IdentityGuess(name, records, changes).Choose(fields, notes);
        foreach (var field in changes.Concat(identity).Where(field => !field.IsTop).Distinct()) AddCopies(field);
        return ([.. identity.Select(field => field.Key)], changes.Count > 0 ? [.. changes.Select(field => field.Key)] : [AddFilled()]);
    }

    private void AddCopies(KeyField field)
    {
        foreach (var source in field.Sources)
        {
            var path = ProposedPath.Of(source);
            structure.Add(new CopyRule(FieldPath.Parse(path), field.Key));
        }

        columns.Add(field.Column);
        if (TimeGuess.Of(field.Name, field.Shape) is { } time) notes.AddRange(time.Notes);
    }

    /// <summary>Records without any time all get the same one.</summary>
    private string AddFilled()
    {
        var key = Filled;
        while (columns.Exists(column => column.Key.Equals(key, StringComparison.OrdinalIgnoreCase))) key += "_";
        structure.Add(new FillRule(FieldPath.Parse(key), "\"1970-01-01\""));
        columns.Add(new Column(key, new PrimitiveType(PrimitiveKind.Date)));
        notes.Add(
            $"changedAt: no field is a time. A rule fills '{key}' with one date for all records, so the latest one ingested is the current one. "
            + "Give the date of the data if you know it.");
        return key;
    }

    private string NewName(string key)
    {
        var clean = ColumnKey.Clean(key).TrimStart('_');
        if (clean.Length > 200) clean = clean[..200];
        if (clean.Length == 0) clean = "column";
        var free = clean;
        if (ColumnKey.Check(free) is not null || IsTaken(free)) free = "source_" + clean;
        while (IsTaken(free)) free += "_";
        return free;

        bool IsTaken(string wanted) =>
            shape.Fields.ContainsKey(wanted) || columnOf.Values.Contains(wanted, StringComparer.OrdinalIgnoreCase);
    }
}
