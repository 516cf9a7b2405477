namespace Datalake.Datasets.Reading;

/// <summary>Reads a contract from top to bottom; what concerns several parts is checked last.</summary>
internal static class ContractReading
{
    private const int LongestDataset = 64;
    private const int LongestInGlue = 255;

    private static readonly string[] Formats = ["json", "csv"];

    /// <summary>The contract, or null; with null, and perhaps without, there are problems.</summary>
    public static DatasetContract? Read(ContractNode root)
    {
        if (root.AsObject(ContractProperties.OfContract) is not { } contract) return null;
        _ = contract.Optional(ContractProperties.Schema)?.AsString();
        var name = ReadName(contract.Required(ContractProperties.Name));
        var database = ReadDatabase(contract.Required(ContractProperties.Database));
        var raw = ReadRaw(contract.Required(ContractProperties.Raw));
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
            Raw = raw,
            Identity = identity,
            ChangedAt = changedAt,
            Structure = structure.Select(placed => placed.Rule).ToArray(),
            Protect = protect.Select(placed => placed.Rule).ToArray(),
            Columns = columns.Valid,
        };
    }

    // A dataset's name is also a folder's, a prefix's, a table's and part of a function's, so its form is the narrowest.
    private static string? ReadName(ContractNode? node)
    {
        if (node?.AsString() is not { } name) return null;
        if (name.Length is > 0 and <= LongestDataset && char.IsAsciiLetterLower(name[0]) && name.All(IsNameCharacter)) return name;
        node.Report(
            ContractRules.DatasetName,
            $"A dataset's name is 1 to {LongestDataset} lower-case letters, digits and underscores, the first a letter, " +
            $"but is '{Excerpt.Around(name, 0)}'.{Suggestion(name)}");
        return null;
    }

    private static string? ReadDatabase(ContractNode? node)
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

    private static RawFormat? ReadRaw(ContractNode? node)
    {
        if (node?.AsObject(ContractProperties.OfRaw) is not { } raw) return null;
        var keys = ReadKeys(raw.Required(ContractProperties.Keys));
        var format = ReadFormat(raw.Optional(ContractProperties.Format));
        var stringified = raw.Optional(ContractProperties.Stringified);
        var delimiter = raw.Optional(ContractProperties.Delimiter);
        if (format == RawTextFormat.Csv)
            stringified?.Report(
                ContractRules.RawStringified,
                "Only JSON can be stringified; the values of a CSV file are strings always. Take 'stringified' out.");
        if (format == RawTextFormat.Json)
            delimiter?.Report(ContractRules.RawDelimiter, "Only CSV has a delimiter. Take 'delimiter' out, or set 'format' to 'csv'.");

        var isStringified = stringified?.AsBoolean() ?? false;
        var separator = ReadDelimiter(delimiter) ?? ',';
        if (keys is null || format is null) return null;
        return new RawFormat { Keys = keys, Format = format.Value, Stringified = isStringified, Delimiter = separator };
    }

    private static KeyTemplate? ReadKeys(ContractNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (!KeyTemplate.TryParse(text, out var template, out var problem)) node.Report(ContractRules.KeyTemplate, problem);
        return template;
    }

    private static RawTextFormat? ReadFormat(ContractNode? node)
    {
        if (node is null) return RawTextFormat.Json;
        switch (node.AsString())
        {
            case null: return null;
            case "json": return RawTextFormat.Json;
            case "csv": return RawTextFormat.Csv;
            case { } other:
                node.Report(
                    ContractRules.RawFormat,
                    $"A format is 'json' or 'csv', but is '{Excerpt.Around(other, 0)}'.{NearestName.Hint(other, Formats)}");
                return null;
        }
    }

    private static char? ReadDelimiter(ContractNode? node)
    {
        if (node?.AsString() is not { } text) return null;
        if (text is [not ('"' or '\r' or '\n' or '\0')] && !char.IsSurrogate(text[0])) return text[0];
        node.Report(
            ContractRules.RawDelimiter,
            $"A delimiter is one character other than a quote or a line end, e.g. \";\" or \"\\t\", but is '{Excerpt.Around(text, 0)}'.");
        return null;
    }
}
