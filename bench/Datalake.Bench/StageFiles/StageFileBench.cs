using System.Globalization;
using System.Text;
using Datalake.Bench.Lakes;
using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Storage;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Tests.Parquet;
using Datalake.Generator;
using Datalake.Json;
using Datalake.Pipeline;
using Datalake.Protection;
using Datalake.Records;
using Datalake.Storage;
using Datalake.Structuring;
using Datalake.Tables;

namespace Datalake.Bench.StageFiles;

/// <summary>Writes conformed records as the stage files of an hour, and nothing else: this is the process that is looked at.</summary>
internal static class StageFileBench
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Runs a job.</summary>
    public static StageFileResult Run(StageFileJob job)
    {
        var contract = DatasetCatalog.Load(job.Datasets).Require().Find("checkout")! with { Protect = [] };
        Directory.CreateDirectory(job.Root);
        using var segment = new Segment(Path.Combine(job.Root, "records.ndjson"), IngestionHour.Of(Start), LocalFileSystem.Instance);
        using (var sink = new Sink(contract, segment))
        {
            new CheckoutGenerator(
                new CheckoutGeneratorOptions
                {
                    Orders = CheckoutOrders.For(job.Records),
                    RecordSize = job.RecordSize,
                    Start = Start,
                    End = Start.AddDays(job.Days),
                }).Generate(sink);
            sink.Flush();
        }

        segment.Seal();
        var runs = SegmentSorter.Sort([segment], new DeliveryBufferOptions().Bytes).ToArray();
        var engine = new DuckDbEngine(new EngineOptions(), Path.Combine(job.Root, "scratch"));
        var files = runs.Select((_, number) => Path.Combine(job.Root, string.Create(CultureInfo.InvariantCulture, $"{number}.parquet"))).ToArray();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var clock = new PhaseClock();
        long rows = 0;
        Parallel.For(0, runs.Length, number =>
        {
            var written = job.Writer == StageFileWriter.Engine
                ? new EngineParquetWriter(engine).Write(contract, runs[number], files[number])
                : ParquetWriter.Write(contract, runs[number], files[number], LocalFileSystem.Instance);
            Interlocked.Add(ref rows, written);
        });
        var time = clock.Read();
        var peak = PeakMemory.Read();
        return new StageFileResult(
            segment.Bytes, rows, files.Sum(file => new FileInfo(file).Length), time, peak, ContentOf(engine, files));
    }

    /// <summary>A hash over the rows, whatever their order.</summary>
    private static string ContentOf(DuckDbEngine engine, IEnumerable<string> files)
    {
        using var connection = engine.Open();
        return Convert.ToString(
            DuckDbEngine.Scalar(connection, $"SELECT sum(hash(row)::HUGEINT)::VARCHAR FROM read_parquet({Sql.Texts(files)}) row"),
            CultureInfo.InvariantCulture)!;
    }

    /// <summary>Structures and conforms orders into a segment.</summary>
    private sealed class Sink(DatasetContract contract, Segment segment) : IArrivalSink, IDisposable
    {
        private const int BatchBytes = 512 << 10;

        private readonly RecordStructurer structurer = new(contract, ProtectionKeys.FromEnvironment, RecordLimits.Default);
        private readonly RecordConformer conformer = new(contract, RecordLimits.Default);
        private readonly Utf8Output structured = new();
        private readonly Utf8Output lines = new();
        private readonly Utf8Output keys = new();
        private readonly List<int> ends = [];
        private readonly List<int> keyEnds = [];

        public void Write(string key, ReadOnlySpan<byte> content)
        {
            structured.Clear();
            var problem = structurer.Structure(content, structured) ?? conformer.Conform(structured.WrittenSpan, lines).Problem;
            if (problem is not null) throw new BenchException($"A generated record has no reading: {problem.Message}");
            conformer.WriteSortKey(lines, keys);
            lines.Write(Lineage.KeyOf(Lineage.Source));
            lines.Write(Encoding.UTF8.GetBytes($"\"{key}\""));
            lines.Write(Lineage.KeyOf(Lineage.IngestedAt));
            lines.Write("\"2026-01-01 00:00:00.000000\"}\n"u8);
            ends.Add(lines.Length);
            keyEnds.Add(keys.Length);
            if (lines.Length > BatchBytes) Flush();
        }

        public void Flush()
        {
            segment.Append(new DeliveryBatch(lines.WrittenMemory, ends, Start, keys.WrittenMemory, keyEnds));
            lines.Clear();
            keys.Clear();
            ends.Clear();
            keyEnds.Clear();
        }

        public void Dispose()
        {
            structurer.Dispose();
            conformer.Dispose();
            structured.Dispose();
            lines.Dispose();
            keys.Dispose();
        }
    }
}
