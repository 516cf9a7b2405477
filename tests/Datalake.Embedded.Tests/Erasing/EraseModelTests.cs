using System.Globalization;
using System.IO.Compression;
using System.Text;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Erasing;

/// <summary>Random lakes from which random persons are erased, beside a model that knows what must be left.</summary>
public sealed class EraseModelTests
{
    private const int Lakes = 3;
    private const int Persons = 5;

    [Fact]
    public async Task Of_random_lakes_the_persons_that_are_erased_leave_nothing_and_all_others_stay()
    {
        var random = new Random(TestSeed.Next());
        for (var number = 0; number < Lakes; number++)
        {
            using var person = new PersonLake();
            var records = new List<ModelRecord>();
            var arrivals = new List<byte[]>();
            for (var round = random.Next(2, 5); round > 0; round--)
            {
                for (var count = random.Next(1, 6); count > 0; count--)
                {
                    var arrival = Arrival(random, records);
                    arrivals.Add(arrival);
                    person.Lake.Drop($"orders/{arrivals.Count}", arrival);
                }

                await person.Lake.IngestAsync();
                if (random.Next(3) > 0) await person.Lake.PartitionAsync();
                person.Lake.Time.Advance(TimeSpan.FromMinutes(random.Next(1, 90)));
            }

            await person.Lake.PartitionAsync();
            if (random.Next(2) == 0)
            {
                await using var lake = person.Lake.Open();
                await lake.CompactAsync(lake.Catalog.All[0], null, Test.Token);
            }

            foreach (var gone in person.Lake.Files("raw").Where(_ => random.Next(6) == 0).ToArray()) File.Delete(person.Lake.PathOf(gone));
            await EraseAsync(person, random, records, arrivals);
        }
    }

    private static async Task EraseAsync(PersonLake person, Random random, List<ModelRecord> records, List<byte[]> arrivals)
    {
        var erased = new HashSet<string>(StringComparer.Ordinal);
        var before = person.Lake.Consumable("orderid, value, lastchange, client, _source");
        var mails = Enumerable.Range(0, Persons).OrderBy(_ => random.Next()).Take(2).Select(Mail).ToArray();
        foreach (var mail in mails)
        {
            erased.UnionWith(records.Where(record => record.Mail == mail && record.IsReadable).Select(record => record.Id));
            await person.EraseAsync($"Client.email = '{mail}'");
        }

        var left = before.Where(row => !erased.Any(id => row.Contains(id, StringComparison.Ordinal))).ToList();
        await HoldsAsync();

        // Everything comes a second time, and is kept out again.
        for (var i = 0; i < arrivals.Count; i++) person.Lake.Drop($"orders/again-{i}", arrivals[i]);
        await person.Lake.IngestAsync();
        await person.Lake.ReplayAsync();
        await person.Lake.PartitionAsync();
        Assert.Equal(left, person.Lake.Consumable("orderid, value, lastchange, client, _source"));
        await using (var lake = person.Lake.Open()) await lake.EraseAgainAsync(null, isDryRun: false, Test.Token);
        Assert.Equal([], ByteSearch.Find(person.Lake.PathOf("raw"), [.. erased]));
        Assert.Empty((await person.Lake.StatusAsync()).Differences);

        async Task HoldsAsync()
        {
            Assert.Equal([], ByteSearch.Find(person.Lake.Root, [.. mails, .. erased]));
            Assert.Equal(left, person.Lake.Consumable("orderid, value, lastchange, client, _source"));
            Assert.Empty((await person.Lake.StatusAsync()).Differences);
        }
    }

    private static string Mail(int person) => $"mail-{person}@p.example";

    private static byte[] Arrival(Random random, List<ModelRecord> records)
    {
        var isArray = random.Next(3) == 0;
        var lines = new List<string>();
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            // Most entities have one mail; some change it.
            var entity = random.Next(Persons * 2);
            var mail = Mail(random.Next(8) == 0 ? random.Next(Persons) : entity % Persons);
            var id = string.Create(CultureInfo.InvariantCulture, $"entity-{entity}-id");
            var line = PersonLake.Record(id, mail, random.Next(1, 10), random.Next(3) == 0 ? $",\"more\":[\"ä\",{random.Next(100)}.50]" : "");
            var isBad = random.Next(5);
            if (isBad == 0) line = line.Replace("2026-", "later-", StringComparison.Ordinal);
            else if (isBad == 1 && !isArray) line = line[..^random.Next(3, 10)];
            records.Add(new ModelRecord(id, mail, isBad != 1 || isArray));
            lines.Add(line);
        }

        var text = isArray
            ? $"[ {string.Join(random.Next(2) == 0 ? ", " : "\n,", lines)} ]"
            : string.Join(random.Next(4) == 0 ? "\r\n" : "\n", lines) + (random.Next(2) == 0 ? "\n" : "");
        var content = random.Next(6) == 0
            ? [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)]
            : Encoding.UTF8.GetBytes(text);
        if (random.Next(3) > 0) return content;
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(content);
        return packed.ToArray();
    }

    private sealed record ModelRecord(string Id, string Mail, bool IsReadable);
}
