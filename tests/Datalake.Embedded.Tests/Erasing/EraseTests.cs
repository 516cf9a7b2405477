using System.IO.Compression;
using System.Text;
using Datalake.Embedded.Erasing;
using Datalake.Embedded.Rebuilding;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;
using Datalake.Tables.Delta;

namespace Datalake.Embedded.Tests.Erasing;

public sealed class EraseTests : IDisposable
{
    private static readonly string[] Values = [PersonLake.Mail, PersonLake.Order, PersonLake.OtherOrder];

    private readonly PersonLake person = new();

    public void Dispose() => person.Dispose();

    [Fact]
    public async Task Nothing_of_a_person_is_left_in_any_file_and_every_version_keeps_the_rows_of_others()
    {
        await person.FillAsync();
        Assert.NotEmpty(ByteSearch.Find(person.Lake.Root, Values));
        var before = await VersionsAsync();

        var receipt = await person.EraseAsync($"Client.email = '{PersonLake.Mail}'");

        Assert.Equal("raw:7/8/3 structured:6/6/2 stage:2/5/0 table:4/4/0 quarantine:3/3/2", PersonLake.Text(receipt));
        Assert.Equal([], ByteSearch.Find(person.Lake.Root, Values));
        Assert.Equal(before.Select(rows => rows.Where(IsOther)), await VersionsAsync());
        Assert.Equal(["other-1", "other-2", "other-3", "other-4", "other-5"], person.Lake.Stage("orderid").Select(Id).Order(StringComparer.Ordinal));
        await IsConservedAsync(erased: 8);
    }

    [Fact]
    public async Task Rerun_replay_rebuild_and_late_copies_do_not_bring_a_person_back()
    {
        await person.FillAsync();
        await person.EraseAsync($"Client.email = '{PersonLake.Mail}'");
        var rows = person.Lake.Consumable();

        await person.Lake.IngestAsync();
        await person.Lake.ReplayAsync();
        await person.Lake.PartitionAsync();
        await using (var lake = person.Lake.Open()) await lake.RebuildAsync(lake.Catalog.All[0], new RebuildOptions(), Test.Token);
        Assert.Equal(rows, person.Lake.Consumable());

        // The same record, another of a known order, and another order of the person; and one of somebody else.
        person.Lake.Drop("orders/copy", PersonLake.Record(PersonLake.Order, PersonLake.Mail));
        person.Lake.Drop("orders/more", string.Join('\n',
            PersonLake.Record(PersonLake.OtherOrder, "new@y.z", 9),
            PersonLake.Record("order-9", PersonLake.Mail, 9),
            PersonLake.Record("other-9", "x@y.z", 9)));
        var report = await person.Lake.IngestAsync();
        Assert.Equal((4, 1, 3), (report.Records, report.Delivered, report.Erased));
        Assert.True(report.IsConserved);
        await person.Lake.PartitionAsync();
        Assert.Equal([.. rows, "{'orderid': other-9, 'value': 9}"], person.Lake.Consumable());
        Assert.Equal([], ByteSearch.Find(person.Lake.PathOf("structured_json"), Values));
        await IsConservedAsync(erased: 11);
    }

    [Fact]
    public async Task Erasing_again_takes_late_copies_and_files_that_were_put_back_out_by_the_list_alone()
    {
        await person.FillAsync();
        var stage = person.Lake.StageFiles();
        var copies = stage.ConvertAll(file => File.ReadAllBytes(person.Lake.PathOf(file)));
        await person.EraseAsync($"Client.email = '{PersonLake.Mail}'");
        for (var i = 0; i < stage.Count; i++) await File.WriteAllBytesAsync(person.Lake.PathOf(stage[i]), copies[i], Test.Token);
        person.Lake.Drop($"orders/{PersonLake.Order}/late", PersonLake.Record(PersonLake.Order, PersonLake.Mail));
        person.Lake.Drop("orders/late", $"{PersonLake.Record(PersonLake.OtherOrder, "new@y.z", 7)}\n{PersonLake.Record("other-7", "x@y.z", 7)}");
        await person.Lake.IngestAsync();

        // What was put back does not get into the table.
        var outcome = Assert.Single(await person.Lake.PartitionAsync("2026112009"));
        Assert.Contains("rows that were erased; it was put back from a copy. Take them out: lake erase --again --dataset orders", outcome.Failure, StringComparison.Ordinal);
        await using (var lake = person.Lake.Open())
            await Assert.ThrowsAsync<Embedded.Engine.EngineException>(
                () => lake.RebuildAsync(lake.Catalog.All[0], new RebuildOptions(), Test.Token));

        await using (var lake = person.Lake.Open())
        {
            var receipt = Assert.Single(await lake.EraseAgainAsync(null, isDryRun: false, Test.Token));
            Assert.Equal("raw:2/2/1 structured:0/0/0 stage:2/5/0 table:0/0/0 quarantine:0/0/0", PersonLake.Text(receipt));
            Assert.Equal(2, receipt.Entities);
        }

        Assert.Equal([], ByteSearch.Find(person.Lake.Root, Values));
        await person.Lake.PartitionAsync();
        Assert.Equal(6, person.Lake.Consumable().Count);
    }

    [Fact]
    public async Task Compacted_and_vacuumed_files_leave_nothing_in_log_and_checkpoints()
    {
        for (var day = 1; day <= 24; day++)
        {
            person.Lake.Drop($"orders/{day}", $"{PersonLake.Record(PersonLake.Order, PersonLake.Mail, day)}\n{PersonLake.Record($"other-{day}", "x@y.z", day)}");
            await person.Lake.IngestAsync();
            await person.Lake.PartitionAsync();
            person.Lake.Time.Advance(TimeSpan.FromHours(1));
        }

        person.Lake.Drop("orders/more", PersonLake.Record(PersonLake.OtherOrder, PersonLake.Mail, 1));
        await person.Lake.IngestAsync();
        await person.Lake.PartitionAsync();
        await using (var lake = person.Lake.Open())
        {
            await lake.CompactAsync(lake.Catalog.All[0], null, Test.Token);
            person.Lake.Time.Advance(TimeSpan.FromDays(36500));
            Assert.NotEmpty(await lake.VacuumAsync(lake.Catalog.All[0], TimeSpan.Zero, isDryRun: false, Test.Token));
        }

        var before = (await VersionsAsync(from: 25))[^1];
        await person.EraseAsync($"Client.email = '{PersonLake.Mail}'");

        Assert.Equal([], ByteSearch.Find(person.Lake.Root, Values));
        Assert.Equal(before.Where(IsOther), (await VersionsAsync(from: 25))[^1]);
        Assert.Contains(person.Lake.Files("consumable_tables"), file => file.Contains(".checkpoint.", StringComparison.Ordinal));
        await IsConservedAsync(erased: 25);
    }

    [Fact]
    public async Task An_arrival_that_holds_others_keeps_their_bytes_and_numbers_and_is_not_taken_again()
    {
        await person.FillAsync();
        await person.EraseAsync($"OrderId = '{PersonLake.Order}'");

        Assert.Equal(
            [PersonLake.Record("other-1", "x@y.z"), "{\"_erased\":\"_erased_20261120T113000000\"}", "", PersonLake.Record("other-2", "x@y.z", 2)],
            await File.ReadAllLinesAsync(person.Lake.PathOf("raw/orders/batch"), Test.Token));
        Assert.Equal(
            [PersonLake.Record("other-1", "x@y.z"), "", "", PersonLake.Record("other-2", "x@y.z", 2)],
            await File.ReadAllLinesAsync(person.Lake.PathOf("structured_json/orders/orders/batch.json"), Test.Token));
        Assert.Equal(0, (await person.Lake.IngestAsync()).Arrivals);

        // Another erasure leaves only placeholders in an arrival, which then goes.
        await person.EraseAsync("Client.email = 'x@y.z'");
        Assert.DoesNotContain("raw/orders/batch", person.Lake.Files("raw"));
        Assert.Equal([], ByteSearch.Find(person.Lake.Root, PersonLake.Order, "x@y.z", "other-1"));
        await IsConservedAsync();
    }

    [Theory]
    [InlineData("utf-16", 0)]
    [InlineData("utf-16BE", 1)]
    [InlineData("utf-8", 2)]
    [InlineData("utf-32", 0)]
    public async Task Encodings_and_compression_of_an_arrival_stay(string encoding, int layers)
    {
        var text = Encoding.GetEncoding(encoding);
        var others = (PersonLake.Record("other-ä-1", "ö@y.z"), PersonLake.Record("other-2", "x@y.z", more: ",\"n\":1.50"));
        var content = $"\uFEFF[{others.Item1},\n {PersonLake.Record(PersonLake.Order, PersonLake.Mail)}\n, {others.Item2} ]\n";
        person.Lake.Drop("orders/batch", Pack(text.GetBytes(content), layers));
        await person.Lake.IngestAsync();

        await person.EraseAsync($"OrderId = '{PersonLake.Order}'");

        var left = text.GetString(Unpack(await File.ReadAllBytesAsync(person.Lake.PathOf("raw/orders/batch"), Test.Token), layers));
        Assert.Equal($"\uFEFF[{others.Item1},\n {{\"_erased\":\"_erased_20261120T093000000\"}}\n, {others.Item2} ]\n", left);
        Assert.Equal(0, (await person.Lake.IngestAsync()).Arrivals);
        await IsConservedAsync();
    }

    [Theory]
    [InlineData(",", "\"Zürich, \"\"A\"\"\"")]
    [InlineData(";", "Zürich")]
    public async Task Rows_of_csv_go_and_the_others_keep_their_bytes(string delimiter, string city)
    {
        using var lake = new TestLake(contracts: Contracts.Prices.Replace("\"format\": \"csv\"", $"\"format\": \"csv\", \"csv\": {{ \"delimiter\": \"{delimiter}\", \"encoding\": \"windows-1252\" }}", StringComparison.Ordinal));
        string[] rows =
        [
            "sku,price,changed,city", $"a-1,1.00,2026-11-20T08:00:00Z,{city.Replace(",", "|", StringComparison.Ordinal)}",
            "a-2,2.00,2026-11-20T08:00:00Z,x", "a-3,3.00,2026-11-20T08:00:00Z,",
        ];
        var text = string.Join("\r\n", rows).Replace(",", delimiter, StringComparison.Ordinal).Replace("|", ",", StringComparison.Ordinal);
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        lake.Drop("prices/a", encoding.GetBytes(text));
        await lake.IngestAsync();
        await lake.PartitionAsync();

        await using (var open = lake.Open())
            await open.EraseAsync([new EraseRequest("prices", EraseCondition.Parse("sku = 'a-2'"))], isDryRun: false, Test.Token);

        var line = $"a-2{delimiter}2.00{delimiter}2026-11-20T08:00:00Z{delimiter}x";
        var placeholder = "_erased_20261120T093000000" + delimiter + delimiter + delimiter;
        Assert.Equal(
            text.Replace(line + "\r", placeholder, StringComparison.Ordinal).Replace(line, placeholder, StringComparison.Ordinal),
            encoding.GetString(await File.ReadAllBytesAsync(lake.PathOf("raw/prices/a"), Test.Token)).Replace(placeholder + "\r", placeholder, StringComparison.Ordinal));
        Assert.Equal(["{'sku': a-1}", "{'sku': a-3}"], lake.Consumable("sku", "prices"));
        Assert.Empty((await lake.StatusAsync()).Differences);
    }

    [Fact]
    public async Task A_damaged_arrival_with_a_person_goes_as_a_whole()
    {
        var packed = Pack(Encoding.UTF8.GetBytes($"{PersonLake.Record(PersonLake.Order, PersonLake.Mail)}\n{PersonLake.Record("other-1", "x@y.z")}"), 1);
        person.Lake.Drop("orders/cut", packed[..^6]);
        person.Lake.Drop("orders/other", Pack(Encoding.UTF8.GetBytes(PersonLake.Record("other-2", "x@y.z")), 1)[..^6]);
        await person.Lake.IngestAsync();

        var receipt = await person.EraseAsync($"Client.email = '{PersonLake.Mail}'");

        Assert.Equal("raw:1/1/1 structured:0/0/0 stage:0/0/0 table:0/0/0 quarantine:1/1/1", PersonLake.Text(receipt));
        Assert.Equal([], ByteSearch.Find(person.Lake.PathOf("quarantine"), Values));
        Assert.Equal(["raw/orders/other"], person.Lake.Files("raw"));
        await IsConservedAsync(erased: 1);
    }

    [Fact]
    public async Task A_condition_that_selects_nothing_is_an_answer_and_leaves_the_list_empty()
    {
        await person.FillAsync();
        var receipt = await person.EraseAsync("OrderId = 'nobody'");
        Assert.True(receipt.IsEmpty);
        Assert.Contains(EraseReceipt.KeyOf(receipt.Id), person.Lake.Files("_state"));
        Assert.Empty(person.Lake.Files("_state/erasures/list"));
        await IsConservedAsync();
    }

    [Fact]
    public async Task A_protected_value_is_found_by_what_it_is_in_the_clear_also_where_only_the_tables_are_left()
    {
        person.Lake.SetContract(PersonLake.Contract.Replace(
            "\"columns\"", "\"protect\": [ { \"path\": \"Client.email\", \"with\": \"hmac\", \"key\": \"env:PROTECT\" }, { \"path\": \"OrderId\", \"with\": \"encrypt\", \"key\": \"env:PROTECT\" } ], \"columns\"", StringComparison.Ordinal));
        person.Lake.Configure = options => options with { ProtectionKeys = new FixedKey() };
        person.Lake.Drop($"orders/{PersonLake.Order}/1", PersonLake.Record(PersonLake.Order, PersonLake.Mail));
        person.Lake.Drop("orders/2", PersonLake.Record(PersonLake.OtherOrder, PersonLake.Mail) + "\n" + PersonLake.Record("other-1", "x@y.z"));
        await person.Lake.IngestAsync();
        await person.Lake.PartitionAsync();
        File.Delete(person.Lake.PathOf("raw/orders/2"));
        Directory.Delete(person.Lake.PathOf("structured_json"), recursive: true);

        var receipt = await person.EraseAsync($"Client.email = '{PersonLake.Mail}'");

        Assert.Equal("raw:1/1/1 structured:0/0/0 stage:1/2/0 table:1/2/0 quarantine:0/0/0", PersonLake.Text(receipt));
        Assert.Equal(2, receipt.Entities);
        Assert.Equal([], ByteSearch.Find(person.Lake.Root, Values));
        Assert.Single(person.Lake.Consumable());
    }

    private async Task IsConservedAsync(long? erased = null)
    {
        var status = await person.Lake.StatusAsync();
        Assert.Empty(status.Differences);
        var orders = Assert.Single(status.Datasets);
        if (erased is not null) Assert.Equal(erased, orders.Erased);
        Assert.Equal(orders.Records, orders.Delivered + orders.Quarantined + orders.Discarded + orders.Erased);
    }

    /// <summary>The rows of each version of the table, the oldest first.</summary>
    private async Task<List<List<string>>> VersionsAsync(long from = 0)
    {
        var table = new DeltaTable(
            new FileObjectStore(person.Lake.Root, syncsWriters: false),
            "consumable_tables/orders/",
            Embedded.Checkpoints.ParquetCheckpointFormat.Instance,
            person.Lake.Time);
        var versions = new List<List<string>>();
        var newest = (await table.OpenAsync(Test.Token))!.Version;
        for (var version = from; version <= newest; version++)
        {
            var snapshot = await table.OpenAtAsync(version, Test.Token);
            foreach (var file in snapshot.Files) Assert.Equal(file.Size, new FileInfo(person.Lake.PathOf(table.KeyOf(file))).Length);
            versions.Add(ParquetSql.Rows([.. snapshot.Files.Select(file => person.Lake.PathOf(table.KeyOf(file)))], "*"));
        }

        return versions;
    }

    private static bool IsOther(string row) => row.Contains("other-", StringComparison.Ordinal);

    private static string Id(string row) => row["{'orderid': ".Length..^1];

    private static byte[] Pack(byte[] content, int layers)
    {
        for (; layers > 0; layers--)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
            content = packed.ToArray();
        }

        return content;
    }

    private static byte[] Unpack(byte[] content, int layers)
    {
        for (; layers > 0; layers--)
        {
            using var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            using var text = new MemoryStream();
            gzip.CopyTo(text);
            content = text.ToArray();
        }

        return content;
    }

    private sealed class FixedKey : Protection.IProtectionKeys
    {
        public byte[] Read(Datasets.KeyReference reference) => Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef");
    }
}
