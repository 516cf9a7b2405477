using Datalake.Tables.Delta;
using Parquet;
using Parquet.Schema;

namespace Datalake.Embedded.Checkpoints;

/// <summary>Columns of a file in a form that only the library reads.</summary>
internal sealed class LibraryCheckpointColumns(ParquetSchema schema, ParquetRowGroupReader rows) : CheckpointColumns
{
    private readonly Dictionary<string, DataField> fields =
        schema.GetDataFields().ToDictionary(field => field.Path.ToString(), StringComparer.Ordinal);

    public override int RowCount { get; } = checked((int)rows.RowCount);

    public override async ValueTask<string?[]> TextsAsync(string path, CancellationToken cancellationToken)
    {
        var texts = new string?[RowCount];
        if (!fields.TryGetValue(path, out var field)) return texts;
        var leaf = await ReadAsync<ReadOnlyMemory<char>>(field, cancellationToken);
        for (int row = 0, next = 0; row < texts.Length; row++)
        {
            if (leaf.IsPresent(row)) texts[row] = leaf.Values[next++].ToString();
        }

        return texts;
    }

    public override async ValueTask<long?[]> NumbersAsync(string path, CancellationToken cancellationToken)
    {
        var numbers = new long?[RowCount];
        if (!fields.TryGetValue(path, out var field)) return numbers;
        if (field.ClrType == typeof(int)) Place(await ReadAsync<int>(field, cancellationToken), numbers, number => number);
        else Place(await ReadAsync<long>(field, cancellationToken), numbers, number => number);
        return numbers;
    }

    public override async ValueTask<bool?[]> FlagsAsync(string path, CancellationToken cancellationToken)
    {
        var flags = new bool?[RowCount];
        if (fields.TryGetValue(path, out var field)) Place(await ReadAsync<bool>(field, cancellationToken), flags, flag => flag);
        return flags;
    }

    public override async ValueTask<List<string>?[]> ListsAsync(string path, CancellationToken cancellationToken)
    {
        var lists = new List<string>?[RowCount];
        if (FindBelow(path, "") is not { } field) return lists;
        var leaf = await ReadAsync<ReadOnlyMemory<char>>(field, cancellationToken);
        for (int i = 0, next = 0, row = -1; i < leaf.Count; i++)
        {
            if (leaf.BeginsRow(i)) row++;
            if (leaf.HasList(i)) lists[row] ??= [];
            if (leaf.IsPresent(i)) lists[row]!.Add(leaf.Values[next++].ToString());
        }

        return lists;
    }

    public override async ValueTask<Dictionary<string, string?>?[]> MapsAsync(string path, CancellationToken cancellationToken)
    {
        var maps = new Dictionary<string, string?>?[RowCount];
        if (FindBelow(path, "/key") is not { } keyField || FindBelow(path, "/value") is not { } valueField) return maps;
        var keys = await ReadAsync<ReadOnlyMemory<char>>(keyField, cancellationToken);
        var values = await ReadAsync<ReadOnlyMemory<char>>(valueField, cancellationToken);
        for (int i = 0, nextKey = 0, nextValue = 0, row = -1; i < keys.Count; i++)
        {
            if (keys.BeginsRow(i)) row++;
            if (keys.HasList(i)) maps[row] ??= new Dictionary<string, string?>(StringComparer.Ordinal);
            if (!keys.IsPresent(i)) continue;
            var value = values.IsPresent(i) ? values.Values[nextValue++].ToString() : null;
            maps[row]![Names.Of(keys.Values[nextKey++].Span)] = value;
        }

        return maps;
    }

    private async ValueTask<CheckpointLeaf<T>> ReadAsync<T>(DataField field, CancellationToken cancellationToken)
        where T : struct
    {
        if (field.ClrType != typeof(T)) throw new DeltaTableException($"Its column {field.Path} has another type than the protocol says.");
        var count = checked((int)rows.GetMetadata(field)!.MetaData!.NumValues);
        var leaf = new CheckpointLeaf<T>(field, count);
        await rows.ReadRawAsync<T>(field, leaf.Values, leaf.Definitions, leaf.Repetitions, cancellationToken);
        return leaf;
    }

    private static void Place<T, TValue>(CheckpointLeaf<T> leaf, TValue?[] places, Func<T, TValue> convert)
        where T : struct
        where TValue : struct
    {
        for (int row = 0, next = 0; row < places.Length; row++)
        {
            if (leaf.IsPresent(row)) places[row] = convert(leaf.Values[next++]);
        }
    }

    private DataField? FindBelow(string path, string end) => fields
        .FirstOrDefault(field => field.Key.StartsWith(path + "/", StringComparison.Ordinal) && field.Key.EndsWith(end, StringComparison.Ordinal))
        .Value;
}
