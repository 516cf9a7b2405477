using System.CommandLine;
using Datalake.Embedded;
using Datalake.Embedded.Delivery;
using Datalake.Embedded.Engine;
using Datalake.Records;

namespace Datalake.Cli.Commands;

/// <summary>
/// The options of commands that write to the lake: how much of the machine they take, and when the delivery stream writes.
/// </summary>
internal sealed class EngineOptionSet
{
    private const int MaximumMegabytes = 1 << 20;

    private readonly Option<int> bufferMegabytes = Options.Number(
        "--buffer-mb", "N", "Megabytes of records after which the delivery stream writes a stage file.", 128, 1, MaximumMegabytes);
    private readonly Option<int> bufferSeconds = Options.Number(
        "--buffer-seconds", "N", "Seconds that a record waits at most for its stage file.", 300, 1, 86_400);
    private readonly Option<int> memory = Options.Number(
        "--memory-mb", "N", "Megabytes that the engine may hold before it writes to disk.", 256, 64, MaximumMegabytes);
    private readonly Option<int> maximumRecord = Options.Number(
        "--max-record-mb", "N", "Megabytes that one record may have. Each worker may need twice as much memory.", 16, 1, 256);
    private readonly Option<int> workers = Options.Number(
        "--workers", "N", "Arrivals worked on at a time; 0 stands for the machine's processors.", 0, 0, 1024);

    /// <summary>Adds the options of commands that deliver.</summary>
    public Command AddAll(Command command)
    {
        command.Add(bufferSeconds);
        return AddSteps(command);
    }

    /// <summary>Adds the options of commands that structure, conform and write stage files, and deliver nothing.</summary>
    public Command AddSteps(Command command)
    {
        command.Add(bufferMegabytes);
        return AddReading(command);
    }

    /// <summary>Adds the options of commands that read arrivals.</summary>
    public Command AddReading(Command command)
    {
        command.Add(workers);
        command.Add(maximumRecord);
        return AddMemory(command);
    }

    /// <summary>Adds the engine's memory limit alone.</summary>
    public Command AddMemory(Command command)
    {
        command.Add(memory);
        return command;
    }

    /// <summary>The engine's share of the machine.</summary>
    public EngineOptions EngineOf(ParseResult parsed) => new() { MemoryMegabytes = parsed.GetValue(memory) };

    /// <summary>The lake as the command line describes it.</summary>
    public LakeOptions LakeOf(ParseResult parsed, GlobalOptions options, CommandIo io) => new()
    {
        Root = options.RootOf(parsed),
        Datasets = options.DatasetsOf(parsed),
        Engine = EngineOf(parsed),
            Buffer = new DeliveryBufferOptions
            {
                Bytes = (long)parsed.GetValue(bufferMegabytes) << 20,
                Interval = TimeSpan.FromSeconds(parsed.GetValue(bufferSeconds)),
            },
        Workers = parsed.GetValue(workers),
        Limits = LimitsOf(parsed),
        Time = io.Time,
    };

    private RecordLimits LimitsOf(ParseResult parsed) => new()
    {
        RecordBytes = parsed.GetValue(maximumRecord) << 20,
        TooLargeAdvice = "Split it, set raw.records in the contract if it is a document around many records, "
            + "or raise the limit with --max-record-mb (256 at most) and replay the entry.",
    };
}
