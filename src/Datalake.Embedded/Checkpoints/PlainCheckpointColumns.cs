using System.Text;
using Datalake.Embedded.Parquet;
using Datalake.Embedded.Parquet.Reading;
using Datalake.Tables.Delta;

namespace Datalake.Embedded.Checkpoints;

/// <summary>
/// Columns of a file in the plain forms that <see cref="ChunkReader"/> knows, as the lake and Spark write checkpoints. The library takes
/// several times as long, most of it to start.
/// </summary>
internal sealed class PlainCheckpointColumns(byte[] file, ParquetFooter footer, SourceGroup group) : CheckpointColumns, IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    private readonly ChunkReader reader = new();
    private readonly DecodedChunk chunk = new();
    private readonly DecodedChunk values = new();

    public override int RowCount { get; } = checked((int)group.Rows);

    /// <summary>Whether a file has only such columns.</summary>
    public static bool CanRead(ParquetFooter footer) => footer.Groups.All(group => group.Chunks.All(chunk => ChunkReader.CanRead(chunk)));

    public override ValueTask<string?[]> TextsAsync(string path, CancellationToken cancellationToken)
    {
        var texts = new string?[RowCount];
        Each(path, PhysicalType.ByteArray, (row, value) => texts[row] = Utf8.GetString(chunk.Text(value)));
        return ValueTask.FromResult(texts);
    }

    public override ValueTask<long?[]> NumbersAsync(string path, CancellationToken cancellationToken)
    {
        var numbers = new long?[RowCount];
        if (Find(path) is { } number && footer.Leaves[number].Type == PhysicalType.Int32)
            Each(path, PhysicalType.Int32, (row, value) => numbers[row] = chunk.Fixed<int>(value));
        else Each(path, PhysicalType.Int64, (row, value) => numbers[row] = chunk.Fixed<long>(value));
        return ValueTask.FromResult(numbers);
    }

    public override ValueTask<bool?[]> FlagsAsync(string path, CancellationToken cancellationToken)
    {
        var flags = new bool?[RowCount];
        Each(path, PhysicalType.Boolean, (row, value) => flags[row] = chunk.Fixed<byte>(value) != 0);
        return ValueTask.FromResult(flags);
    }

    public override ValueTask<List<string>?[]> ListsAsync(string path, CancellationToken cancellationToken)
    {
        var lists = new List<string>?[RowCount];
        if (FindBelow(path, "") is not { } number) return ValueTask.FromResult(lists);
        var leaf = Read(number, PhysicalType.ByteArray, chunk);
        for (int entry = 0, next = 0, row = -1; entry < chunk.Definitions.Length; entry++)
        {
            if (BeginsRow(entry)) row++;
            if (HasList(leaf, entry)) lists[row] ??= [];
            if (chunk.Definitions.WrittenSpan[entry] == leaf.Level) lists[row]!.Add(Utf8.GetString(chunk.Text(next++)));
        }

        return ValueTask.FromResult(lists);
    }

    public override ValueTask<Dictionary<string, string?>?[]> MapsAsync(string path, CancellationToken cancellationToken)
    {
        var maps = new Dictionary<string, string?>?[RowCount];
        if (FindBelow(path, "/key") is not { } keyNumber || FindBelow(path, "/value") is not { } valueNumber) return ValueTask.FromResult(maps);
        var key = Read(keyNumber, PhysicalType.ByteArray, chunk);
        var value = Read(valueNumber, PhysicalType.ByteArray, values);
        if (values.Definitions.Length != chunk.Definitions.Length) throw new DeltaTableException($"Its column {path} has more keys than values.");
        Span<char> text = stackalloc char[256];
        for (int entry = 0, nextKey = 0, nextValue = 0, row = -1; entry < chunk.Definitions.Length; entry++)
        {
            if (BeginsRow(entry)) row++;
            if (HasList(key, entry)) maps[row] ??= new Dictionary<string, string?>(StringComparer.Ordinal);
            if (chunk.Definitions.WrittenSpan[entry] != key.Level) continue;
            var name = chunk.Text(nextKey++);
            var held = values.Definitions.WrittenSpan[entry] == value.Level ? Utf8.GetString(values.Text(nextValue++)) : null;
            maps[row]![Utf8.TryGetChars(name, text, out var length) ? Names.Of(text[..length]) : Utf8.GetString(name)] = held;
        }

        return ValueTask.FromResult(maps);
    }

    public void Dispose()
    {
        reader.Dispose();
        chunk.Dispose();
        values.Dispose();
    }

    private void Each(string path, PhysicalType type, Action<int, int> take)
    {
        if (Find(path) is not { } number) return;
        var leaf = Read(number, type, chunk);
        for (int row = 0, next = 0; row < RowCount; row++)
        {
            if (chunk.Definitions.WrittenSpan[row] == leaf.Level) take(row, next++);
        }
    }

    private SourceLeaf Read(int number, PhysicalType type, DecodedChunk target)
    {
        var (leaf, of) = (footer.Leaves[number], group.Chunks[number]);
        if (leaf.Type != type)
            throw new DeltaTableException($"Its column {string.Join('/', leaf.Path)} has another type than the protocol says.");
        if (of.Start < 0 || of.Bytes > file.Length - of.Start) throw new InvalidDataException("The file ends within a column.");
        reader.Read(file.AsSpan((int)of.Start, (int)of.Bytes), leaf, of, RowCount, target);
        return leaf;
    }

    private bool BeginsRow(int entry) => chunk.Repetitions.Length == 0 || chunk.Repetitions.WrittenSpan[entry] == 0;

    // An entry of a list or map that can be null has a level more than the entry's being there.
    private bool HasList(SourceLeaf leaf, int entry) => chunk.Definitions.WrittenSpan[entry] >= leaf.Level - (leaf.IsRequired ? 1 : 2);

    private int? Find(string path) => FindLeaf(leaf => leaf == path);

    private int? FindBelow(string path, string end) =>
        FindLeaf(leaf => leaf.StartsWith(path + "/", StringComparison.Ordinal) && leaf.EndsWith(end, StringComparison.Ordinal));

    private int? FindLeaf(Predicate<string> isWanted)
    {
        for (var number = 0; number < footer.Leaves.Count; number++)
        {
            if (isWanted(string.Join('/', footer.Leaves[number].Path))) return number;
        }

        return null;
    }
}
