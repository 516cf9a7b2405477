using System.Text.RegularExpressions;
using Datalake.Tables;

namespace Datalake.Tests.Docs;

/// <summary>The pages name the columns that the tables have.</summary>
public partial class SchemaPageTests
{
    [Fact]
    public void Docs_contract_lists_the_lineage_columns() =>
        Assert.Equal(Lineage.Columns.Select(column => column.Name), FirstCells("docs/contract.md", "Columns that every table has"));

    [Fact]
    public void Docs_contract_lists_the_partition_columns_as_reserved()
    {
        var reserved = Section("docs/contract.md", "Properties").Split("**Reserved.**")[1].Split("\n\n")[0];

        Assert.Equal(
            TableSchema.ChangeDate.Append(TableSchema.Ingestion).Concat(TableSchema.IngestionHour).Select(column => column.Name),
            Code().Matches(reserved).Select(match => match.Groups["code"].Value).Where(TableSchema.IsPartition));
    }

    [Fact]
    public void Docs_query_lists_the_partition_columns_of_each_table()
    {
        var rows = Pages
            .Read("docs/query.md")
            .Split("| table | partition columns |\n|---|---|\n")[1]
            .Split("\n\n")[0]
            .Split('\n')
            .Select(row => row.Split('|')[2])
            .ToArray();

        Assert.Equal(TableSchema.ChangeDate.Select(column => column.Name), NamesIn(rows[0]));
        Assert.Equal(TableSchema.IngestionHour.Select(column => column.Name), NamesIn(rows[1]));
    }

    private static IEnumerable<string> NamesIn(string cell) =>
        Code().Matches(cell).Select(match => match.Groups["code"].Value).Where(name => !name.Contains("yyyy", StringComparison.Ordinal));

    private static IEnumerable<string> FirstCells(string page, string heading) =>
        Section(page, heading)
            .Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);

    private static string Section(string page, string heading) => Pages.Read(page).Split($"\n## {heading}\n")[1].Split("\n## ")[0];

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
