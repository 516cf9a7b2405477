using Datalake.Cli.Commands;
using Datalake.Datasets;
using Datalake.Infrastructure.Plan;
using Datalake.Infrastructure.Tables;
using Datalake.Infrastructure.Tests.Stack;
using Datalake.Tables;

namespace Datalake.Infrastructure.Tests.Tables;

/// <summary>The expressions are run by the embedded lake, which takes Athena's SQL.</summary>
public class AthenaCastTests
{
    [Theory]
    [InlineData("timestamp", "CAST(\"c\" AS timestamp(3))")]
    [InlineData("array<timestamp>", "CAST(\"c\" AS array(timestamp(3)))")]
    [InlineData(
        "struct<at:timestamp,by:struct<id:string>>",
        "CAST(IF(\"c\" IS NULL, NULL, ROW(\"c\".\"at\", IF(\"c\".\"by\" IS NULL, NULL, ROW(\"c\".\"by\".\"id\")))) AS row(\"at\" timestamp(3), \"by\" row(\"id\" varchar)))")]
    [InlineData(
        "map<string,array<struct<id:bigint>>>",
        "CAST(transform_values(\"c\", (k1, v1) -> transform(v1, e2 -> IF(e2 IS NULL, NULL, ROW(e2.\"id\")))) AS map(varchar, array(row(\"id\" bigint))))")]
    public void A_column_is_cast_by_the_names_of_its_fields(string type, string expected) =>
        Assert.Equal(expected, AthenaCast.Of(new("c", type, TrinoType.Of(HiveType.Parse(type)))));

    [Theory]
    [InlineData(
        "array<struct<at:timestamp,by:struct<id:string>>>",
        "ARRAY[CAST(ROW(ROW(1, 'x'), timestamp '2026-11-20 01:02:03') AS row(\"by\" row(n bigint, id varchar), \"at\" timestamp)), NULL]",
        """{"c":[{"at":"2026-11-20T01:02:03","by":{"id":"x"}},null]}""")]
    [InlineData(
        "map<string,struct<b:string,a:string>>",
        "MAP(ARRAY['k'], ARRAY[CAST(ROW('of a', 'of b') AS row(a varchar, b varchar))])",
        """{"c":{"k":{"b":"of b","a":"of a"}}}""")]
    [InlineData("struct<a:string>", "CAST(NULL AS row(a varchar))", """{"c":null}""")]
    public async Task A_value_keeps_its_fields_where_the_table_has_them_in_another_order(string type, string value, string expected)
    {
        var cast = AthenaCast.Of(new PlannedColumn("c", type, TrinoType.Of(HiveType.Parse(type))));
        Assert.Equal($"[\n{expected}\n]", (await QueryAsync($"SELECT {cast} AS c FROM (SELECT {value} AS c)")).Trim());
    }

    [Fact]
    public async Task The_stored_view_of_the_latest_versions_can_be_run()
    {
        var checkout = DatasetCatalog.Load(Path.Combine(StackRoot.Repository, "datasets")).Require().Find("checkout")!;
        Assert.Equal("[]", (await QueryAsync(StoredView.Current(checkout, "checkout").Sql)).Trim());
    }

    private static async Task<string> QueryAsync(string sql)
    {
        using var root = new StackRoot();
        Directory.CreateDirectory(Path.Combine(root.Folder, "lake", "raw"));
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        using var io = new CommandIo { Out = output, Error = error, In = TextReader.Null };
        string[] args = ["query", sql, "--format", "json", "--root", Path.Combine(root.Folder, "lake"), "--datasets", Path.Combine(root.Folder, "datasets")];
        Assert.True(await LakeCommandLine.RunAsync(args, io) == 0, error.ToString());
        return output.ToString();
    }
}
