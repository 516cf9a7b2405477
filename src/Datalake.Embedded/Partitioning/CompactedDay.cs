namespace Datalake.Embedded.Partitioning;

/// <summary>A change date whose small files were written together.</summary>
/// <param name="Day">The change date.</param>
/// <param name="FilesBefore">The small files.</param>
/// <param name="Files">What became of them.</param>
/// <param name="BytesBefore">Their bytes.</param>
/// <param name="Bytes">The bytes of what became of them.</param>
public sealed record CompactedDay(DateOnly Day, int FilesBefore, int Files, long BytesBefore, long Bytes);
