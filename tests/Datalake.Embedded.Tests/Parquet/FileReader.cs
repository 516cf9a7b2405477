using System.Buffers.Binary;

namespace Datalake.Embedded.Tests.Parquet;

/// <summary>Reads the structures of a Parquet file by their field numbers, and walks over its pages.</summary>
internal sealed class FileReader(byte[] file)
{
    private int at;

    /// <summary>The file's metadata.</summary>
    public Dictionary<int, object> Footer()
    {
        at = file.Length - 8 - BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(file.Length - 8));
        var footer = Struct();
        Assert.Equal(file.Length - 8, at);
        return footer;
    }

    /// <summary>The metadata of each column chunk, row group by row group.</summary>
    public IEnumerable<Dictionary<int, object>> Chunks() =>
        ((List<object>)Footer()[4]).SelectMany(group => (List<object>)((Dictionary<int, object>)group)[1])
            .Select(chunk => (Dictionary<int, object>)((Dictionary<int, object>)chunk)[3]);

    /// <summary>The headers of a chunk's pages; fails unless they fill it.</summary>
    public List<Dictionary<int, object>> Pages(Dictionary<int, object> chunk)
    {
        at = (int)(long)(chunk.TryGetValue(11, out var dictionary) ? dictionary : chunk[9]);
        var end = at + (long)chunk[7];
        var pages = new List<Dictionary<int, object>>();
        while (at < end)
        {
            pages.Add(Struct());
            at += (int)(long)pages[^1][3];
        }

        Assert.Equal(end, at);
        return pages;
    }

    private Dictionary<int, object> Struct()
    {
        var fields = new Dictionary<int, object>();
        var last = 0;
        while (file[at++] is var head && head != 0)
        {
            last = head >> 4 == 0 ? (int)Number() : last + (head >> 4);
            fields.Add(last, (head & 15) switch { 1 => true, 2 => false, var type => Value(type) });
        }

        return fields;
    }

    private object Value(int type) => type switch
    {
        3 => file[at++],
        4 or 5 or 6 => Number(),
        8 => Bytes((int)Variable()),
        9 => List(),
        12 => Struct(),
        _ => throw new InvalidDataException($"Type {type} is not expected at {at}."),
    };

    private byte[] Bytes(int count) => file[at..(at += count)];

    private List<object> List()
    {
        var head = file[at++];
        var count = head >> 4 == 15 ? (int)Variable() : head >> 4;
        return [.. Enumerable.Range(0, count).Select(_ => Value(head & 15))];
    }

    private long Number() => Variable() is var value ? (long)(value >> 1) ^ -(long)(value & 1) : 0;

    private ulong Variable()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(file[at] & 0x7F) << shift;
            if (file[at++] < 0x80) return value;
        }
    }
}
