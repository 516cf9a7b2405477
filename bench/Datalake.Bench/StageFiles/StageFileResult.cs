using Datalake.Bench.Lakes;

namespace Datalake.Bench.StageFiles;

/// <summary>What the process that wrote stage files reports.</summary>
/// <param name="Bytes">Bytes of the conformed records.</param>
/// <param name="Rows">Rows written.</param>
/// <param name="FileBytes">Bytes of the files.</param>
/// <param name="Time">What the writing took.</param>
/// <param name="Peak">The maximum resident memory of the process, in bytes.</param>
/// <param name="Content">A hash over the rows as the engine reads them back.</param>
internal sealed record StageFileResult(long Bytes, long Rows, long FileBytes, PhaseTime Time, long Peak, string Content);

/// <summary>Who writes stage files.</summary>
internal enum StageFileWriter
{
    /// <summary>The lake's own writer.</summary>
    Own,

    /// <summary>DuckDB, which parses the JSON.</summary>
    Engine,
}
