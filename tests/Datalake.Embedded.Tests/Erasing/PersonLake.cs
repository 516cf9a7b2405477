using Datalake.Embedded.Erasing;
using Datalake.Embedded.Tests.Checking;

namespace Datalake.Embedded.Tests.Erasing;

/// <summary>A lake in which a person's records lie beside others, in every place there is.</summary>
internal sealed class PersonLake : IDisposable
{
    /// <summary>The person, whose orders are <see cref="Order"/> and <see cref="OtherOrder"/>.</summary>
    public const string Mail = "ada@person.example";

    public const string Order = "order-7001-ada";
    public const string OtherOrder = "order-7002-ada";

    public const string Contract = """
        {
          "name": "orders",
          "database": "shop",
          "raw": { "keys": "orders/{id*}", "format": "json" },
          "identity": ["OrderId"],
          "changedAt": ["LastChange"],
          "structure": [ { "drop": "secret" } ],
          "columns": {
            "OrderId": "string",
            "Value": "bigint",
            "LastChange": "timestamp",
            "Client": "struct<email:string,name:string>"
          }
        }
        """;

    public TestLake Lake { get; } = new(contracts: Contract);

    public static string Record(string id, string mail, int day = 1, string more = "") =>
        $$$"""{"OrderId":"{{{id}}}","Value":{{{day}}},"LastChange":"2026-11-{{{day:d2}}}T08:00:00Z","Client":{"email":"{{{mail}}}","name":"n"}{{{more}}}}""";

    /// <summary>Fills the lake with little: 3 records of the person, of which one has no reading, and one of somebody else.</summary>
    public async Task FillLittleAsync()
    {
        Lake.Drop($"orders/{Order}/id/1", Record(Order, Mail));
        Lake.Drop("orders/batch", $"{Record("other-1", "x@y.z")}\n{Record(OtherOrder, Mail, 2)}\n{Record(OtherOrder, Mail, 2)[..^4]}");
        await Lake.IngestAsync();
        await Lake.PartitionAsync();
    }

    /// <summary>Fills the lake: 5 records of the person that are delivered, 3 that are not, and 5 and 1 of others.</summary>
    public async Task FillAsync()
    {
        Lake.Drop($"orders/{Order}/id/1", Record(Order, Mail));
        Lake.Drop("orders/batch", string.Join('\n', Record("other-1", "x@y.z"), Record(Order, Mail, 2), "", Record("other-2", "x@y.z", 2)));
        Lake.Drop("orders/array", $"[{Record("other-3", "x@y.z", 3)}, {Record(OtherOrder, Mail, 3)} ,{Record("other-4", "x@y.z", 3)}]");
        await Lake.IngestAsync();
        await Lake.PartitionAsync();
        Lake.Time.Advance(TimeSpan.FromHours(2));

        // A version without the value that selects the person, a copy, and what has no reading.
        Lake.Drop("orders/later", $"{Record(Order, "changed@y.z", 4)}\n{Record("other-5", "x@y.z", 4)}");
        Lake.Drop("orders/again", Record(Order, Mail));
        Lake.Drop("orders/broken", $"{{\"OrderId\":\"{Order}\",\"LastChange\":\"soon\"}}\n{Record(OtherOrder, Mail, 3)[..^4]}\n{{\"OrderId\":\"other-6\"}}");
        Lake.Drop($"orders/{OtherOrder}/id/9", "no JSON at all");
        await Lake.IngestAsync();
        await Lake.PartitionAsync();
    }

    public async Task<EraseReceipt> EraseAsync(string where, bool isDryRun = false)
    {
        await using var lake = Lake.Open();
        return Assert.Single(await lake.EraseAsync([new EraseRequest("orders", EraseCondition.Parse(where))], isDryRun, Test.Token));
    }

    public static string Text(EraseReceipt receipt) =>
        string.Join(' ', receipt.Places.Select(place => $"{place.Place}:{place.Files}/{place.Records}/{place.Deleted}"));

    public void Dispose() => Lake.Dispose();
}
