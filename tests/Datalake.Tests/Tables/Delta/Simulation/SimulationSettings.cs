using System.Globalization;
using Datalake.Tables.Delta;

namespace Datalake.Tests.Tables.Delta.Simulation;

/// <summary>What a seed decides for a whole run.</summary>
internal sealed record SimulationSettings
{
    /// <summary>The largest error of a machine's clock.</summary>
    public static TimeSpan ClockError { get; } = TimeSpan.FromMinutes(2);

    /// <summary>One call in so many meets a fault; 0 for none.</summary>
    public int FaultEvery { get; private init; }

    /// <summary>Faults stop after so many calls; then all programs must come to their end.</summary>
    public int FaultyCalls { get; private init; }

    public TimeSpan LogRetention { get; private init; }

    public TimeSpan FileRetention { get; private init; }

    public int CheckpointInterval { get; private init; }

    public TableMetadata Metadata => new()
    {
        Id = "t",
        SchemaText = """
            {"type":"struct","fields":[{"name":"id","type":"string","nullable":true,"metadata":{}},{"name":"day","type":"integer","nullable":true,"metadata":{}}]}
            """,
        PartitionColumns = ["day"],
        Configuration = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["delta.checkpointInterval"] = CheckpointInterval.ToString(CultureInfo.InvariantCulture),
            ["delta.logRetentionDuration"] = Interval(LogRetention),
            ["delta.deletedFileRetentionDuration"] = Interval(FileRetention),
        },
    };

    public static SimulationSettings Of(Random random) => new()
    {
        FaultEvery = random.Next(4) switch { 0 => 0, 1 => 30, 2 => 12, _ => 5 },
        FaultyCalls = random.Next(20, 400),
        LogRetention = TimeSpan.FromDays(random.Next(1, 4)),
        FileRetention = TimeSpan.FromDays(random.Next(1, 4)),
        CheckpointInterval = random.Next(1, 6),
    };

    private static string Interval(TimeSpan time) => $"interval {((int)time.TotalHours).ToString(CultureInfo.InvariantCulture)} hours";
}
