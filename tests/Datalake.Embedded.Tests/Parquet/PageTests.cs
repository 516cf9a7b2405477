using System.Globalization;
using System.Text;
using Datalake.Embedded.Engine;

namespace Datalake.Embedded.Tests.Parquet;

/// <summary>How values lie in row groups, dictionaries and pages.</summary>
public sealed class PageTests
{
    private const int Page = 20_000;
    private const int Dictionary = 2;

    [Fact]
    public void A_row_group_of_more_than_a_million_values_is_read_whole()
    {
        using var table = new ConformedTable(("number", "bigint"), ("text", "string"));
        for (var row = 0; row < 1_100_000; row++)
        {
            var text = row % 3 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $",\"text\":\"{row % 1000}\"");
            table.Add(string.Create(CultureInfo.InvariantCulture, $"{{\"number\":{row * 7L}{text}}}"));
        }

        table.AssertSame();
        var reader = new FileReader(File.ReadAllBytes(table.Own));
        Assert.All(reader.Chunks(), chunk => Assert.InRange(reader.Pages(chunk).Count, 55, 60));
    }

    [Fact]
    public void A_row_of_many_values_stays_on_one_page()
    {
        using var table = new ConformedTable(("id", "int"), ("list", "array<struct<a:int,b:string>>"));
        var elements = string.Join(',', Enumerable.Range(0, 150_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{\"a\":{i},\"b\":\"{i % 50}\"}}")));
        for (var row = 0; row < 3; row++) table.Add(string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{row},\"list\":[{elements}]}}"));
        for (var row = 0; row < 50_000; row++) table.Add("""{"id":7,"list":[{"a":1},{}]}""");

        table.AssertSame();
        var reader = new FileReader(File.ReadAllBytes(table.Own));
        var pages = reader.Pages(reader.Chunks().ElementAt(1)).Where(page => (long)page[1] == 0).Select(Values).ToList();
        Assert.Equal([150_000, 150_000, 150_000], pages[..3]);
        Assert.All(pages[3..], count => Assert.InRange(count, 1, Page));
    }

    [Fact]
    public void Texts_that_repeat_lie_in_a_dictionary_and_others_do_not()
    {
        using var table = new ConformedTable(("status", "string"), ("id", "string"), ("level", "int"), ("number", "bigint"));
        for (var row = 0; row < 5_000; row++)
            table.Add(string.Create(CultureInfo.InvariantCulture, $"{{\"status\":\"S{row % 5}\",\"id\":\"id-{row}\",\"level\":{row % 9},\"number\":{row}}}"));

        table.AssertSame();
        Assert.Equal([true, false, true, false], HaveDictionary(table));
    }

    [Fact]
    public void A_dictionary_that_grows_too_large_is_given_up()
    {
        using var table = new ConformedTable(("text", "string"), ("list", "array<string>"));
        var random = new Random(TestSeed.Next());
        for (var row = 0; row < 9_000; row++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{random.Next(3_000)}-{new string('x', 900)}");
            table.Add($"{{\"text\":\"{text}\",\"list\":[\"{text}\",null,\"a\"]}}");
        }

        table.AssertSame(rowGroup: 6_000);
        Assert.Equal([false, false, false, false], HaveDictionary(table));
        var reader = new FileReader(File.ReadAllBytes(table.Own));
        Assert.All(reader.Chunks(), chunk => Assert.All(reader.Pages(chunk), page => Assert.InRange((long)page[2], 1, 3 << 19)));
    }

    [Fact]
    public void Values_that_begin_to_repeat_get_a_dictionary_again()
    {
        using var table = new ConformedTable(("text", "string"));
        for (var row = 0; row < 400; row++) table.Add(string.Create(CultureInfo.InvariantCulture, $"{{\"text\":\"value {(row < 20 ? row : 0)}\"}}"));

        table.AssertSame(rowGroup: 20);
        Assert.Equal([.. Enumerable.Repeat(false, 16), .. Enumerable.Repeat(true, 4)], HaveDictionary(table));
    }

    [Fact]
    public void A_text_of_megabytes_is_read_whole()
    {
        using var table = new ConformedTable(("id", "int"), ("text", "string"));
        table.Add("""{"id":1,"text":"short"}""");
        table.Add($"{{\"id\":2,\"text\":\"{new string('é', 3_000_000)}\\n{new string('z', 2_000_000)}\"}}");
        table.Add("""{"id":3}""");
        table.AssertSame();
    }

    [Fact]
    public void The_metadata_agrees_with_the_pages()
    {
        var made = new ConformedJson(new Random(TestSeed.Next()));
        using var table = new ConformedTable(made.Columns(8, 4));
        for (var row = 0; row < 300; row++) table.Add(made.Record(table.Columns));
        var reader = new FileReader(File.ReadAllBytes(table.WriteOwn(rowGroup: 100)));

        var footer = reader.Footer();
        Assert.Equal(300L, footer[3]);
        Assert.StartsWith("datalake version ", Encoding.UTF8.GetString((byte[])footer[6]), StringComparison.Ordinal);
        var groups = ((List<object>)footer[4]).Cast<Dictionary<int, object>>().ToList();
        Assert.Equal([100L, 100L, 100L], groups.Select(group => group[3]));
        foreach (var group in groups)
        {
            var chunks = ((List<object>)group[1]).Select(chunk => (Dictionary<int, object>)((Dictionary<int, object>)chunk)[3]).ToList();
            Assert.Equal(((List<object>)footer[7]).Count, chunks.Count);
            Assert.Equal(group[2], chunks.Sum(chunk => (long)chunk[6]));
            Assert.Equal(group[6], chunks.Sum(chunk => (long)chunk[7]));
            Assert.All(chunks, chunk => Assert.Equal(chunk[5], reader.Pages(chunk).Where(page => (long)page[1] == 0).Sum(Values)));
        }

        using var connection = ConformedTable.Open();
        Assert.Equal(0, DuckDbEngine.Count(connection, $"SELECT count(*) FROM parquet_metadata({Sql.Text(table.Own)}) WHERE stats_null_count IS NULL"));
    }

    private static long Values(Dictionary<int, object> page) => (long)((Dictionary<int, object>)page[5])[1];

    private static List<bool> HaveDictionary(ConformedTable table)
    {
        var reader = new FileReader(File.ReadAllBytes(table.Own));
        return [.. reader.Chunks().Select(chunk => (long)reader.Pages(chunk)[0][1] == Dictionary)];
    }
}
