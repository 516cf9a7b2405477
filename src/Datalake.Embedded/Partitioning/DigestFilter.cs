using System.IO.Hashing;
using System.Text;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Parquet;
using Datalake.Embedded.Parquet.Reading;
using Datalake.Tables;
using DuckDB.NET.Data;
using Microsoft.Win32.SafeHandles;

namespace Datalake.Embedded.Partitioning;

/// <summary>
/// Finds the table's files that hold a digest of the hour, by one column of each. The engine takes milliseconds to open a file of hundreds
/// of columns; it is asked only about those that remain, which are few unless a whole hour comes again.
/// </summary>
internal sealed class DigestFilter
{
    // Sixteen bytes each. Beyond, opening the files hardly matters beside the rows.
    private const int LargestHour = 2_000_000;

    private readonly UInt128[] digests;

    private DigestFilter(UInt128[] digests)
    {
        this.digests = digests;
    }

    /// <summary>Reads the digests of the table <c>keys</c> of an <see cref="HourPlan"/>.</summary>
    /// <param name="connection">Where the plan was made.</param>
    /// <returns>Null when there are too many.</returns>
    public static DigestFilter? Read(DuckDBConnection connection)
    {
        if (DuckDbEngine.Count(connection, "SELECT count(*) FROM keys") > LargestHour) return null;
        var found = new List<UInt128>();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT DISTINCT {Lineage.Digest} FROM keys";
        using var reader = command.ExecuteReader();
        while (reader.Read()) found.Add(XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(reader.GetString(0))));
        found.Sort();
        return new DigestFilter([.. found]);
    }

    /// <summary>Which of some files may hold one of the digests, in their order. A file that cannot be read so is among them.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="threads">How many are looked at side by side.</param>
    public IReadOnlyList<string> Select(IReadOnlyList<string> paths, int threads) =>
        [.. paths.AsParallel().AsOrdered().WithDegreeOfParallelism(threads).Where(MayHold)];

    private bool MayHold(string path)
    {
        try
        {
            var footer = ParquetFooter.Read(path);
            var number = footer.Leaves.ToList().FindIndex(leaf => leaf.Path is [Lineage.Digest]);
            if (number < 0 || footer.Leaves[number].Type != PhysicalType.ByteArray) return true;
            using var file = File.OpenHandle(path);
            using var reader = new ChunkReader();
            using var values = new DecodedChunk();
            return footer.Groups.Any(group => MayHold(file, reader, values, footer.Leaves[number], group, number));
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // The engine says what is wrong with it.
            return true;
        }
    }

    private bool MayHold(
        SafeFileHandle file, ChunkReader reader, DecodedChunk values, SourceLeaf leaf, SourceGroup group, int number)
    {
        var chunk = group.Chunks[number];
        if (!ChunkReader.CanRead(chunk) || chunk.Start < 0 || chunk.Bytes > RandomAccess.GetLength(file) - chunk.Start) return true;
        var pages = new byte[chunk.Bytes];
        if (RandomAccess.Read(file, pages, chunk.Start) != pages.Length) return true;
        reader.Read(pages, leaf, chunk, checked((int)group.Rows), values);
        for (var value = 0; value < values.Values; value++)
        {
            if (Array.BinarySearch(digests, XxHash128.HashToUInt128(values.Text(value))) >= 0) return true;
        }

        return false;
    }
}
