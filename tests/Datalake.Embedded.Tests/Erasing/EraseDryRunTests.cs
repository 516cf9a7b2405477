using System.Security.Cryptography;

namespace Datalake.Embedded.Tests.Erasing;

public sealed class EraseDryRunTests : IDisposable
{
    private readonly PersonLake person = new();

    public void Dispose() => person.Dispose();

    [Fact]
    public async Task A_dry_run_counts_the_records_in_each_place_and_changes_nothing()
    {
        await person.FillAsync();
        var before = State();

        var receipt = await person.EraseAsync($"Client.email = '{PersonLake.Mail}'", isDryRun: true);

        Assert.Equal("raw:7/8/3 structured:6/6/2 stage:2/5/0 table:4/4/0 quarantine:3/3/2", PersonLake.Text(receipt));
        Assert.Equal(2, receipt.Entities);
        Assert.Equal(["Client.email"], receipt.Conditions);
        Assert.Equal(before, State());
    }

    [Theory]
    [InlineData("OrderId = 'order-7001-ada'", 1)]
    [InlineData("orderid = 'order-7001-ada' AND Value = 2.0", 1)]
    [InlineData("client.EMAIL = 'ada@person.example' and Value = 3", 1)]
    [InlineData("**.*mail = 'ada@person.example'", 2)]
    [InlineData("Client.email = 'ADA@person.example'", 0)]
    [InlineData("OrderId = 'order-7001-ada' AND Client.email = 'x@y.z'", 0)]
    [InlineData("nothing = 'order-7001-ada'", 0)]
    [InlineData("Value = '1 '", 0)]
    public async Task A_condition_selects_entities_by_any_field_as_it_came_or_as_the_contract_names_it(string where, int entities)
    {
        await person.FillAsync();
        var receipt = await person.EraseAsync(where, isDryRun: true);
        Assert.Equal(entities, receipt.Entities);
        Assert.Equal(entities == 0, receipt.IsEmpty);
    }

    [Fact]
    public async Task A_field_that_the_rules_drop_selects_entities_that_the_tables_know_by_identity_only()
    {
        person.Lake.Drop("orders/a", $"{PersonLake.Record("one-a", "x", more: ",\"secret\":\"4711-b\"")}\n{PersonLake.Record("one-b", "x")}");
        await person.Lake.IngestAsync();
        await person.Lake.PartitionAsync();

        var receipt = await person.EraseAsync("secret = '4711-b'", isDryRun: true);

        Assert.Equal("raw:1/1/0 structured:1/1/0 stage:1/1/0 table:1/1/0 quarantine:0/0/0", PersonLake.Text(receipt));
    }

    [Fact]
    public async Task Without_raw_and_structured_objects_rows_are_found_by_columns_and_by_what_was_rescued()
    {
        person.Lake.Drop("orders/a", PersonLake.Record("one-a", "a@b.c", more: ",\"extra\":{\"phones\":[{\"n\":\"555-1\"},{\"n\":\"555-2\"}]}"));
        await person.Lake.IngestAsync();
        await person.Lake.PartitionAsync();
        Directory.Delete(person.Lake.PathOf("raw"), recursive: true);
        Directory.Delete(person.Lake.PathOf("structured_json"), recursive: true);

        foreach (var where in new[] { "extra.phones.n = '555-2'", "**.n = '555-1'", "Client.email = 'a@b.c'", "Value = 1" })
        {
            var receipt = await person.EraseAsync(where, isDryRun: true);
            Assert.Equal("raw:0/0/0 structured:0/0/0 stage:1/1/0 table:1/1/0 quarantine:0/0/0", PersonLake.Text(receipt));
        }

        Assert.True((await person.EraseAsync("extra.n = '555-1'", isDryRun: true)).IsEmpty);
    }

    private List<string> State() =>
    [
        .. person.Lake.Files("").Where(file => !file.StartsWith("_state/lock", StringComparison.Ordinal))
            .Select(file => $"{file} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(person.Lake.PathOf(file))))}"),
    ];
}
