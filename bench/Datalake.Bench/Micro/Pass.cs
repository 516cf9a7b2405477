using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Json;
using Datalake.Records;
using Datalake.Structuring;

namespace Datalake.Bench.Micro;

/// <summary>One step over all records of a set.</summary>
/// <param name="name">What it is called in the report.</param>
/// <param name="records">The records.</param>
internal abstract class Pass(string name, RecordSet records)
{
    /// <summary>What it is called in the report.</summary>
    public string Name { get; } = name;

    /// <summary>What it goes over.</summary>
    public RecordSet Records { get; } = records;

    /// <summary>Goes over all records once.</summary>
    public void Run()
    {
        for (var i = 0; i < Records.Count; i++) Take(Records[i]);
    }

    /// <summary>Does the step to a record.</summary>
    protected abstract void Take(ReadOnlySpan<byte> record);
}

/// <summary>The step STRUCTURE.</summary>
internal sealed class StructurePass(RecordSet records, RecordStructurer structurer) : Pass(MicroBench.Structure, records), IDisposable
{
    private readonly Utf8Output output = new();

    public void Dispose() => output.Dispose();

    protected override void Take(ReadOnlySpan<byte> record)
    {
        output.Clear();
        if (structurer.Structure(record, output) is { } problem)
            throw new BenchException($"A generated record cannot be structured: {problem.Message}");
    }
}

/// <summary>The conforming half of the step DELIVER.</summary>
internal sealed class ConformPass(RecordSet structured, DatasetContract contract) : Pass(MicroBench.Conform, structured), IDisposable
{
    private readonly RecordConformer conformer = new(contract, RecordLimits.Default);
    private readonly Utf8Output output = new();

    public void Dispose()
    {
        conformer.Dispose();
        output.Dispose();
    }

    protected override void Take(ReadOnlySpan<byte> record)
    {
        output.Clear();
        if (conformer.Conform(record, output).Problem is { } problem)
            throw new BenchException($"A generated record cannot be conformed: {problem.Message}");
    }
}
