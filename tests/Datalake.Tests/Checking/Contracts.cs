namespace Datalake.Tests.Checking;

/// <summary>Contracts put together in code, also such as the reader of contracts would not let pass.</summary>
internal static class Contracts
{
    public static DatasetContract Of(params (string Key, string Type)[] columns) => new()
    {
        Name = "test",
        Database = "test",
        Raw = new RawFormat { Keys = Template("{id}") },
        Identity = [new Column("id", HiveType.Parse("string"))],
        ChangedAt = [new Column("at", HiveType.Parse("timestamp"))],
        Structure = [],
        Protect = [],
        Columns = [.. columns.Select(column => new Column(column.Key, HiveType.Parse(column.Type)))],
    };

    public static KeyTemplate Template(string text) =>
        KeyTemplate.TryParse(text, out var template, out var problem) ? template : throw new FormatException(problem);
}
