using System.Globalization;
using System.Text.Json.Serialization;
using Datalake.Bench.StageFiles;

namespace Datalake.Bench;

/// <summary>
/// Something that is measured in a process of its own, so that neither its memory nor what the compiler learned mixes with another's.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MicroJob), "micro")]
[JsonDerivedType(typeof(StageFileJob), "stage")]
[JsonDerivedType(typeof(LakeJob), "lake")]
[JsonDerivedType(typeof(EngineLakeJob), "engine")]
[JsonDerivedType(typeof(TableJob), "table")]
[JsonDerivedType(typeof(ServerJob), "server")]
internal abstract record BenchJob
{
    /// <summary>Its name in the report.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes of a raw record.</summary>
    public required int RecordSize { get; init; }

    /// <summary>What stands over its figures.</summary>
    [JsonIgnore]
    public string Title => string.Create(CultureInfo.InvariantCulture, $"{RecordSize / 1000.0:0.#} KB {Name}").TrimEnd();

    /// <summary>The folder of the contract. Set by whoever starts the job.</summary>
    public string Datasets { get; init; } = string.Empty;
}

/// <summary>Single steps on records in memory, on one thread.</summary>
internal sealed record MicroJob : BenchJob
{
    /// <summary>Bytes of raw records that a round passes over.</summary>
    public required long Bytes { get; init; }

    /// <summary>Rounds that count.</summary>
    public required int Rounds { get; init; }

    /// <summary>Milliseconds that each step runs before the first round that counts.</summary>
    public required int WarmUp { get; init; }
}

/// <summary>Conformed records to Parquet, by the lake's own writer and by DuckDB.</summary>
internal sealed record StageFileJob : BenchJob
{
    /// <summary>Records to write, met within a few per cent.</summary>
    public required long Records { get; init; }

    /// <summary>Days over which the orders were placed.</summary>
    public required int Days { get; init; }

    /// <summary>How often each writer runs.</summary>
    public required int Rounds { get; init; }

    /// <summary>Who writes. Set by whoever starts the job.</summary>
    public StageFileWriter Writer { get; init; }

    /// <summary>A folder for the records and the files. Set by whoever starts the job.</summary>
    public string Root { get; init; } = string.Empty;
}

/// <summary>A lake from raw files to consumable tables.</summary>
internal sealed record LakeJob : BenchJob
{
    /// <summary>Records to make, met within a few per cent.</summary>
    public required long Records { get; init; }

    /// <summary>Records an arrival.</summary>
    public required int PerObject { get; init; }

    /// <summary>Days over which the orders were placed.</summary>
    public required int Days { get; init; }

    /// <summary>How often the published command runs as well, in turns with DuckDB alone; 0 for never.</summary>
    public int CommandRounds { get; init; }

    /// <summary>The lake's folder. Set by whoever starts the job.</summary>
    public string Root { get; init; } = string.Empty;
}

/// <summary>The structured records of a lake to Parquet and by change date, by DuckDB alone.</summary>
internal sealed record EngineLakeJob : BenchJob
{
    /// <summary>The lake's folder.</summary>
    public required string Root { get; init; }
}

/// <summary>A table of many small files, and a log of many more.</summary>
internal sealed record TableJob : BenchJob
{
    /// <summary>Change dates of the table.</summary>
    public required int Days { get; init; }

    /// <summary>Ingestion hours that brought rows to it, each a file a date.</summary>
    public required int Hours { get; init; }

    /// <summary>Change dates that the measured hours have rows of.</summary>
    public required int TouchedDays { get; init; }

    /// <summary>Files that the log names.</summary>
    public required int LogFiles { get; init; }

    /// <summary>A folder for both. Set by whoever starts the job.</summary>
    public string Root { get; init; } = string.Empty;
}

/// <summary>A server under load.</summary>
internal sealed record ServerJob : BenchJob
{
    /// <summary>Posts of one record.</summary>
    public required int Records { get; init; }

    /// <summary>Posts of 1,000 records.</summary>
    public required int Batches { get; init; }

    /// <summary>Records whose way to the table is timed, for each seal time.</summary>
    public required int Probes { get; init; }

    /// <summary>Seconds for which the server is watched while nothing comes.</summary>
    public required int IdleSeconds { get; init; }

    /// <summary>The seal time, seconds. Set by whoever starts the server.</summary>
    public double Seal { get; init; } = 5;

    /// <summary>The lake's folder. Set by whoever starts the job.</summary>
    public string Root { get; init; } = string.Empty;
}
