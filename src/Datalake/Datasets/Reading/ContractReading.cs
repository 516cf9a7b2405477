using Datalake.Documents;

namespace Datalake.Datasets.Reading;

/// <summary>Reads a contract from top to bottom; what concerns several parts is checked last.</summary>
internal static class ContractReading
{
    private const int LongestDataset = 64;
    private const int LongestInGlue = 255;

    /// <summary>The contract, or null; with null, and perhaps without, there are problems.</summary>
    public static DatasetContract? Read(DocumentNode root)
    {
        if (root.AsObject(ContractProperties.OfContract) is not { } contract) return null;
        _ = contract.Optional(ContractProperties.Schema)?.AsString();
        var name = ReadName(contract.Required(ContractProperties.Name));
        var database = ReadDatabase(contract.Required(ContractProperties.Database));
        var raw = RawReading.Read(contract.Required(ContractProperties.Raw));
        var columns = ColumnReading.ReadColumns(contract.Required(ContractProperties.Columns));
        var identity = ColumnReading.ReadIdentity(contract.Required(ContractProperties.Identity), columns);
        var changedAt = ColumnReading.ReadChangedAt(contract.Required(ContractProperties.ChangedAt), columns);
        var structure = RuleReading.ReadStructure(contract.Optional(ContractProperties.Structure));
        var protect = RuleReading.ReadProtect(contract.Optional(ContractProperties.Protect));

        if (columns is not null)
        {
            var fields = new DeclaredFields(columns.Valid, structure.Select(placed => placed.Rule));
            var checks = new RuleChecks(fields, identity ?? [], changedAt ?? [], raw is { Stringified: true });
            checks.CheckStructure(structure);
            checks.CheckProtect(protect);
        }

        if (name is null || database is null || raw is null || columns is null || identity is null || changedAt is null) return null;
        return new DatasetContract
        {
            Name = name,
            Database = database,
            Raw = raw with { Csv = raw.Csv with { Declared = [.. columns.Valid.Select(column => column.Key), .. Sources(structure)] } },
            Identity = identity,
            ChangedAt = changedAt,
            Structure = structure.Select(placed => placed.Rule).ToArray(),
            Protect = protect.Select(placed => placed.Rule).ToArray(),
            Columns = columns.Valid,
        };
    }

    private static IEnumerable<string> Sources(IEnumerable<Placed<StructureRule>> rules) =>
        rules.Select(placed => placed.Rule).Where(rule => rule is RenameRule or CopyRule).Select(rule => rule.Path.Steps[0].Key);

    // A dataset's name is also a folder's, a prefix's, a table's and part of a function's, so its form is the narrowest.
    private static string? ReadName(DocumentNode? node)
    {
        if (node?.AsString() is not { } name) return null;
        if (name.Length is > 0 and <= LongestDataset && char.IsAsciiLetterLower(name[0]) && name.All(IsNameCharacter)) return name;
        node.Report(
            ContractRules.DatasetName,
            $"A dataset's name is 1 to {LongestDataset} lower-case letters, digits and underscores, the first a letter, " +
            $"but is '{Excerpt.Around(name, 0)}'.{Suggestion(name)}");
        return null;
    }

    private static string? ReadDatabase(DocumentNode? node)
    {
        if (node?.AsString() is not { } name) return null;
        if (name.Length is > 0 and <= LongestInGlue && name.All(IsNameCharacter)) return name;
        node.Report(
            ContractRules.DatabaseName,
            $"A Glue database's name is 1 to {LongestInGlue} lower-case letters, digits and underscores, " +
            $"but is '{Excerpt.Around(name, 0)}'.{Suggestion(name)}");
        return null;
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_';

    private static string Suggestion(string name)
    {
        var near = string.Concat(
            name.ToLowerInvariant().Select(c => IsNameCharacter(c) ? c : '_').SkipWhile(c => !char.IsAsciiLetterLower(c)));
        return near.Length is > 0 and <= LongestDataset ? $" '{near}' would do." : "";
    }
}
