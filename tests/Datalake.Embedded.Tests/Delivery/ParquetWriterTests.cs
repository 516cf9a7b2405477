using System.Text;
using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Tests.Checking;
using Datalake.Pipeline;
using Datalake.Storage;

namespace Datalake.Embedded.Tests.Delivery;

public sealed class ParquetWriterTests : IDisposable
{
    private const int KeyBytes = sizeof(int) + 1;

    private static readonly DatasetContract Orders =
        DatasetContractReader.Read(Encoding.UTF8.GetBytes(Contracts.Orders), "orders").Require();

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Large_rows_make_row_groups_of_few_rows()
    {
        var text = new string('x', 2 << 20);
        var rows = Write([.. Enumerable.Range(0, 14).Select(i => $$"""{"orderid":"{{i}}","status":"{{text}}"}""")]);

        Assert.Equal(14, rows);
        Assert.Equal(["6", "6", "2"], RowGroups());
    }

    [Fact]
    public void One_large_row_among_small_ones_does_not_gather_many()
    {
        var large = $$"""{"orderid":"large","status":"{{new string('x', 13 << 20)}}"}""";
        Write(["""{"orderid":"a"}""", large, """{"orderid":"b"}""", large, """{"orderid":"c"}"""]);

        Assert.Equal(["2", "2", "1"], RowGroups());
    }

    [Fact]
    public void A_record_that_conform_did_not_write_is_refused_and_no_file_is_left()
    {
        var failure = Assert.Throws<InvalidDataException>(() => Write(["""{"orderid":"a"}""", """{"orderid":5}"""]));

        Assert.StartsWith("Dataset orders: a record of the delivery buffer cannot be written as Parquet", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Byte 11 of a conformed record: a string was expected.", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["orders.parquet"]));
    }

    private long Write(string[] records)
    {
        using var segment = new Segment(folder["records.ndjson"], IngestionHour.Of(new TestTime("2026-11-20T09:30:00Z").Now), LocalFileSystem.Instance);
        var (ends, keyEnds) = (new List<int>(), new List<int>());
        var lines = new MemoryStream();
        foreach (var record in records)
        {
            lines.Write(Encoding.UTF8.GetBytes(record + "\n"));
            ends.Add((int)lines.Length);
            keyEnds.Add((keyEnds.Count + 1) * KeyBytes);
        }

        // Of each record's key the change date, which is the same, and a number.
        var keys = new byte[records.Length * KeyBytes];
        for (var i = 0; i < records.Length; i++) keys[(i + 1) * KeyBytes - 1] = (byte)i;
        segment.Append(new DeliveryBatch(lines.ToArray(), ends, new TestTime("2026-11-20T09:30:00Z").Now, keys, keyEnds));
        segment.Seal();
        var run = Assert.Single(SegmentSorter.Sort([segment], long.MaxValue / 2));
        return ParquetWriter.Write(Orders, run, folder["orders.parquet"], LocalFileSystem.Instance);
    }

    private List<string> RowGroups() =>
        ParquetSql.Ask($"SELECT row_group_num_rows FROM parquet_metadata({ParquetSql.Quote(folder["orders.parquet"])}) WHERE column_id = 0 ORDER BY row_group_id");
}
