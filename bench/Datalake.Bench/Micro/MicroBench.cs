using System.Diagnostics;
using System.Text.Json.Nodes;
using Datalake.Datasets;
using Datalake.Protection;
using Datalake.Records;
using Datalake.Structuring;

namespace Datalake.Bench.Micro;

/// <summary>Measures single steps on one thread. Steps take turns, so that whatever else the machine does meets all of them.</summary>
internal static class MicroBench
{
    public const string Bare = "bare Utf8JsonReader pass";
    public const string BareDecode = "bare pass, strings decoded and read";
    public const string Structure = "structure";
    public const string JsonNodes = "structure with JsonNode";
    public const string Conform = "conform (of structured bytes)";

    /// <summary>Runs a job.</summary>
    /// <exception cref="BenchException">A record has no reading, or the two ways to structure do not agree.</exception>
    public static MicroResult Run(MicroJob job)
    {
        // Keys are no part of what is compared, so the rules that need them stay out.
        var contract = DatasetCatalog.Load(job.Datasets).Require().Find("checkout")! with { Protect = [] };
        var raw = RecordSet.Generate(job.RecordSize, job.Bytes);
        using var structurer = new RecordStructurer(contract, ProtectionKeys.FromEnvironment, RecordLimits.Default);
        var structured = raw.Select((i, output) => structurer.Structure(raw[i], output));
        using var nodes = new JsonNodePass(raw, contract);
        Compare(raw, structured, nodes);

        using var structure = new StructurePass(raw, structurer);
        using var conform = new ConformPass(structured, contract);
        var bare = new BarePass(raw);
        var decode = new BareDecodePass(raw);
        Pass[] passes = [bare, decode, structure, nodes, conform];
        foreach (var pass in passes) WarmUp(pass, TimeSpan.FromMilliseconds(job.WarmUp));
        var seconds = passes.Select(_ => new double[job.Rounds]).ToArray();
        for (var round = 0; round < job.Rounds; round++)
        {
            for (var i = 0; i < passes.Length; i++) seconds[i][round] = Time(passes[i]);
        }

        return new MicroResult(
            (double)raw.Bytes / raw.Count,
            [.. passes.Select((pass, i) => new StepTimes(pass.Name, pass.Records.Bytes, seconds[i], Allocated(pass)))]
        );
    }

    private static void WarmUp(Pass pass, TimeSpan atLeast)
    {
        var start = Stopwatch.GetTimestamp();
        do pass.Run();
        while (Stopwatch.GetElapsedTime(start) < atLeast);
    }

    private static double Time(Pass pass)
    {
        // What one step leaves to collect must not be paid by the next.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var start = Stopwatch.GetTimestamp();
        pass.Run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Allocated(Pass pass)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        pass.Run();
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / pass.Records.Count;
    }

    private static void Compare(RecordSet raw, RecordSet structured, JsonNodePass nodes)
    {
        for (var i = 0; i < raw.Count; i++)
        {
            if (!JsonNode.DeepEquals(JsonNode.Parse(structured[i]), JsonNode.Parse(nodes.Structure(raw[i]))))
            {
                throw new BenchException(
                    $"Record {i}: structure and its JsonNode version do not agree, so their times cannot be compared. This is a defect, please report it."
                );
            }
        }
    }
}
