namespace Datalake.Bench;

/// <summary>A part of the bench that can be run alone.</summary>
internal enum BenchPart
{
    /// <summary>Single steps on records in memory.</summary>
    Micro,

    /// <summary>Writing stage files.</summary>
    Stage,

    /// <summary>Whole lakes.</summary>
    Lake,

    /// <summary>Only the lake with a backlog of many days.</summary>
    Backlog,

    /// <summary>Small work on large tables.</summary>
    Table,

    /// <summary>The server.</summary>
    Serve,
}
