namespace Datalake.Datasets.Reading;

/// <summary>
/// Every property name a contract may use. <c>datasets/dataset.schema.json</c> has the same, and a test compares the two.
/// </summary>
internal static class ContractProperties
{
    public const string Schema = "$schema";
    public const string Name = "name";
    public const string Database = "database";
    public const string Raw = "raw";
    public const string Identity = "identity";
    public const string ChangedAt = "changedAt";
    public const string Structure = "structure";
    public const string Protect = "protect";
    public const string Columns = "columns";

    public const string Keys = "keys";
    public const string Format = "format";
    public const string Stringified = "stringified";
    public const string Records = "records";
    public const string Csv = "csv";

    public const string Delimiter = "delimiter";
    public const string Quote = "quote";
    public const string Escape = "escape";
    public const string Header = "header";
    public const string SkipLines = "skipLines";
    public const string Encoding = "encoding";
    public const string Null = "null";
    public const string Trim = "trim";
    public const string Decimal = "decimal";

    public const string Drop = "drop";
    public const string Entries = "entries";
    public const string As = "as";
    public const string Default = "default";

    public const string Fill = "fill";
    public const string Rename = "rename";
    public const string Copy = "copy";
    public const string To = "to";

    public const string Type = "type";
    public const string Zone = "zone";

    public const string Path = "path";
    public const string With = "with";
    public const string Key = "key";

    public static IReadOnlyList<string> OfContract { get; } =
    [Schema, Name, Database, Raw, Identity, ChangedAt, Structure, Protect, Columns];

    public static IReadOnlyList<string> OfRaw { get; } = [Keys, Format, Stringified, Records, Csv];

    public static IReadOnlyList<string> OfCsv { get; } =
    [Delimiter, Quote, Escape, Header, SkipLines, Encoding, Null, Trim, Decimal];

    public static IReadOnlyList<string> OfStructureRule { get; } = [Drop, Entries, As, Default, Fill, With, Rename, Copy, To];

    public static IReadOnlyList<string> OfProtectRule { get; } = [Path, With, Key];

    public static IReadOnlyList<string> OfColumn { get; } = [Type, Format, Zone];
}
