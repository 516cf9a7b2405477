using System.Globalization;
using System.Text.RegularExpressions;
using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Tables;
using Datalake.Tables.Delta.Schemas;
using Datalake.Tests.Docs;

namespace Datalake.Tests.Tables;

/// <summary>The Spark job is one file of Python, which cannot read the schema; what it says of tables is compared with it here.</summary>
public partial class SparkJobTests
{
    private static readonly string Job = Pages.Read("spark/partition_routine.py");

    [Fact]
    public void It_has_the_lineage_columns_of_the_tables() =>
        Assert.Equal(
            Lineage.Columns.SelectMany(column => new[] { column.Name, DeltaSchema.Of(column.Type).ToString() }), Strings(Line("LINEAGE = ")));

    [Fact]
    public void It_has_the_partition_columns_of_a_consumable_table() =>
        Assert.Equal(
            TableSchema.ChangeDate.SelectMany(column => new[] { column.Name, DeltaSchema.Of(column.Type).ToString() }),
            Strings(Line("PARTITION_COLUMNS = ")));

    [Fact]
    public void It_reads_the_stage_by_the_folders_of_an_ingestion_hour() =>
        Assert.Equal(
            TableSchema.IngestionHour.Select(column => column.Name),
            StageFolder().Matches(Job).Select(match => match.Groups["name"].Value)
        );

    [Theory]
    [InlineData(' ')]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('{')]
    [InlineData('}')]
    [InlineData('(')]
    [InlineData(')')]
    [InlineData('=')]
    [InlineData('\n')]
    [InlineData('\t')]
    public void What_it_refuses_in_names_no_contract_has(char refused)
    {
        Assert.Contains(refused, Regex.Unescape(Strings(Line("    if set(")).First()));
        Assert.False(ColumnKey.IsFieldName($"a{refused}b"));
    }

    [Fact]
    public void It_accepts_the_change_dates_that_the_lake_accepts() =>
        Assert.Equal(
            [ChangeDates.First, ChangeDates.Last],
            Dates()
                .Matches(Line("FIRST_DAY, LAST_DAY = "))
                .Select(match => DateOnly.ParseExact(match.Groups["date"].Value, "yyyy, M, d", CultureInfo.InvariantCulture))
        );

    private static string Line(string beginning) =>
        Job.Split('\n').Single(line => line.StartsWith(beginning, StringComparison.Ordinal))[beginning.Length..];

    private static IEnumerable<string> Strings(string python) => Text().Matches(python).Select(match => match.Groups["text"].Value);

    [GeneratedRegex("\"(?<text>[^\"]*)\"", RegexOptions.None, 1000)]
    private static partial Regex Text();

    [GeneratedRegex(@"/(?<name>ingestion_\w+)=\{", RegexOptions.None, 1000)]
    private static partial Regex StageFolder();

    [GeneratedRegex(@"date\((?<date>[^)]*)\)", RegexOptions.None, 1000)]
    private static partial Regex Dates();
}
