using System.Text;

namespace Datalake.Embedded.Parquet.Reading;

/// <summary>Reads the metadata of a Parquet file.</summary>
internal static class FooterReader
{
    // Plain, dictionary (old and new), the hybrid, and packed bits, which only levels have.
    private const int KnownEncodings = 1 << 0 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 8;

    /// <summary>Reads.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static ParquetFooter Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ThriftReader(bytes);
        var leaves = new List<SourceLeaf>();
        var groups = new List<SourceGroup>();
        for (var field = 0; reader.Next(ref field, out var type);)
        {
            switch (field)
            {
                case 2:
                    var elements = new Queue<Element>();
                    for (var count = reader.List(out _); count > 0; count--) elements.Enqueue(ReadElement(ref reader));
                    if (elements.TryDequeue(out var root)) AddLeaves(elements, root.Children, [], 0, 0, leaves);
                    break;
                case 4:
                    for (var count = reader.List(out _); count > 0; count--) groups.Add(ReadGroup(ref reader, leaves));
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return new ParquetFooter(leaves, groups);
    }

    private static void AddLeaves(Queue<Element> elements, int count, string[] above, int level, int repeated, List<SourceLeaf> leaves)
    {
        for (; count > 0; count--)
        {
            if (!elements.TryDequeue(out var element)) throw new InvalidDataException("Its schema ends within a group.");
            string[] path = [.. above, element.Name];
            var inner = level + (element.Repetition == Repetition.Required ? 0 : 1);
            var repeats = repeated + (element.Repetition == Repetition.Repeated ? 1 : 0);
            if (inner > byte.MaxValue) throw new InvalidDataException($"Its schema is more than {byte.MaxValue} levels deep.");
            if (element.Children > 0) AddLeaves(elements, element.Children, path, inner, repeats, leaves);
            else
            {
                leaves.Add(new SourceLeaf(
                    path, element.Type, element.Width, (byte)inner, (byte)repeats, element.Repetition == Repetition.Required,
                    element.Meaning, (element.Precision, element.Scale), element.IsLocalTime));
            }
        }
    }

    private static Element ReadElement(ref ThriftReader reader)
    {
        var element = new Element();
        for (var field = 0; reader.Next(ref field, out var type);)
        {
            switch (field)
            {
                case 1: element.Type = (PhysicalType)reader.Number(); break;
                case 2: element.Width = (int)reader.Number(); break;
                case 3: element.Repetition = (Repetition)reader.Number(); break;
                case 4: element.Name = Encoding.UTF8.GetString(reader.Binary()); break;
                case 5: element.Children = (int)reader.Number(); break;
                case 6: element.Meaning = (ConvertedType)reader.Number(); break;
                case 7: element.Scale = (int)reader.Number(); break;
                case 8: element.Precision = (int)reader.Number(); break;
                case 10: element.IsLocalTime = IsLocalTime(ref reader); break;
                default: reader.Skip(type); break;
            }
        }

        return element;
    }

    private static bool IsLocalTime(ref ThriftReader reader)
    {
        var isLocal = false;
        for (var kind = 0; reader.Next(ref kind, out var type);)
        {
            if (kind != (int)LogicalType.Timestamp)
            {
                reader.Skip(type);
                continue;
            }

            for (var field = 0; reader.Next(ref field, out var inner);)
            {
                if (field == 1) isLocal = inner == ThriftType.False;
                else reader.Skip(inner);
            }
        }

        return isLocal;
    }

    private static SourceGroup ReadGroup(ref ThriftReader reader, List<SourceLeaf> leaves)
    {
        SourceChunk[] chunks = [];
        var rows = 0L;
        for (var field = 0; reader.Next(ref field, out var type);)
        {
            switch (field)
            {
                case 1:
                    chunks = new SourceChunk[reader.List(out _)];
                    if (chunks.Length != leaves.Count) break;
                    for (var leaf = 0; leaf < chunks.Length; leaf++) chunks[leaf] = ReadChunk(ref reader, leaves[leaf].Path.Count == 1);
                    break;
                case 3:
                    rows = reader.Number();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (chunks.Length != leaves.Count) throw new InvalidDataException("A row group has another number of columns than the schema.");
        return rows >= 0 ? new SourceGroup(rows, chunks) : throw new InvalidDataException("A row group has fewer than no rows.");
    }

    private static SourceChunk ReadChunk(ref ThriftReader reader, bool isColumn)
    {
        var chunk = default(SourceChunk);
        for (var field = 0; reader.Next(ref field, out var type);)
        {
            if (field == 3) chunk = ReadMetadata(ref reader, isColumn);
            else reader.Skip(type);
        }

        return chunk;
    }

    private static SourceChunk ReadMetadata(ref ThriftReader reader, bool isColumn)
    {
        var chunk = new SourceChunk { IsPlain = true };
        long? data = null;
        long? dictionary = null;
        for (var field = 0; reader.Next(ref field, out var type);)
        {
            switch (field)
            {
                case 2:
                    for (var count = reader.List(out _); count > 0; count--)
                    {
                        if (reader.Number() is var encoding && (encoding is < 0 or > 31 || (KnownEncodings >> (int)encoding & 1) == 0))
                            chunk = chunk with { IsPlain = false };
                    }

                    break;
                case 4: chunk = chunk with { Codec = (int)reader.Number() }; break;
                case 5: chunk = chunk with { Entries = reader.Number() }; break;
                case 6: chunk = chunk with { UncompressedBytes = reader.Number() }; break;
                case 7: chunk = chunk with { Bytes = reader.Number() }; break;
                case 9: data = reader.Number(); break;
                case 11: dictionary = reader.Number(); break;
                case 12 when isColumn: chunk = ReadStatistics(ref reader, chunk); break;
                default: reader.Skip(type); break;
            }
        }

        // Some writers give 0 where there is no dictionary.
        if (chunk.Entries < 0 || chunk.Bytes < 0) throw new InvalidDataException("A column has fewer than no values or bytes.");
        return chunk with { Start = dictionary > 0 && dictionary < data ? dictionary.Value : data ?? 0 };
    }

    // The older fields 1 and 2 are compared by signed bytes in some writers; they are as if they were not there.
    private static SourceChunk ReadStatistics(ref ThriftReader reader, SourceChunk chunk)
    {
        byte[]? minimum = null;
        byte[]? maximum = null;
        for (var field = 0; reader.Next(ref field, out var type);)
        {
            switch (field)
            {
                case 3: chunk = chunk with { Nulls = reader.Number() }; break;
                case 5: maximum = reader.Binary().ToArray(); break;
                case 6: minimum = reader.Binary().ToArray(); break;
                default: reader.Skip(type); break;
            }
        }

        return minimum is null || maximum is null ? chunk : chunk with { Bounds = new ColumnBounds(minimum, maximum) };
    }

    private sealed class Element
    {
        public string Name { get; set; } = string.Empty;

        public PhysicalType Type { get; set; }

        public int Width { get; set; }

        public Repetition Repetition { get; set; }

        public int Children { get; set; }

        public ConvertedType? Meaning { get; set; }

        public int Scale { get; set; }

        public int Precision { get; set; }

        public bool IsLocalTime { get; set; }
    }
}
