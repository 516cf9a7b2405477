using System.Buffers.Binary;
using Parquet;
using Parquet.Meta;

namespace Datalake.Embedded.Inspecting;

/// <summary>Reads the footers of Parquet files, whoever wrote them.</summary>
public static class ParquetInspector
{
    private const int TailBytes = 8;

    /// <summary>Reads the footer of a file.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidDataException">It is no Parquet file, a part of one, or one with an encrypted footer.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<InspectedFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var footer = CheckForm(file, path);
        FileMetaData metadata;
        try
        {
            await using var reader = await ParquetReader.CreateAsync(file, leaveStreamOpen: true, cancellationToken: cancellationToken);
            metadata = reader.Metadata ?? throw new InvalidDataException("it has no metadata");
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
        {
            // A broken file makes the library throw almost anything.
            throw new InvalidDataException(
                $"The footer of {path} cannot be read: {failure.Message.TrimEnd('.')}. Restore the file from a copy.", failure);
        }

        var leaves = new List<SchemaElement>();
        return new InspectedFile
        {
            Path = path,
            Bytes = file.Length,
            FooterBytes = footer,
            Rows = metadata.NumRows,
            CreatedBy = metadata.CreatedBy,
            MetadataKeys = [.. metadata.KeyValueMetadata?.Select(each => each.Key) ?? []],
            Fields = [.. FieldsOf(metadata.Schema, leaves)],
            Groups = [.. metadata.RowGroups.Select((group, i) => GroupOf(group, i, leaves))],
        };
    }

    // The length of the footer.
    private static long CheckForm(FileStream file, string path)
    {
        if (file.Length == 0)
            throw new InvalidDataException($"{path} is empty. Its writer or its copy was cut short; restore it from a copy.");
        Span<byte> head = stackalloc byte[4];
        Span<byte> tail = stackalloc byte[TailBytes];
        if (file.Length >= head.Length + tail.Length)
        {
            file.ReadExactly(head);
            file.Position = file.Length - tail.Length;
            file.ReadExactly(tail);
            file.Position = 0;
        }

        if (head.SequenceEqual("PARE"u8))
        {
            throw new InvalidDataException(
                $"{path} is a Parquet file with an encrypted footer, which cannot be read without its key. Decrypt it with the program that wrote it.");
        }

        if (!head.SequenceEqual("PAR1"u8))
            throw new InvalidDataException($"{path} is no Parquet file: it does not begin with PAR1. Name a .parquet file, a folder of them or a table.");
        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        return tail[4..].SequenceEqual("PAR1"u8) && length <= file.Length - head.Length - tail.Length
            ? length
            : throw new InvalidDataException(
                $"{path} is a part of a Parquet file: it begins as one and has no footer at its end. Its copy or its writer was cut short; restore it from a copy.");
    }

    private static List<InspectedField> FieldsOf(List<SchemaElement> schema, List<SchemaElement> leaves)
    {
        var fields = new List<InspectedField>();
        var next = 1;
        Add(schema[0].NumChildren ?? 0, string.Empty, 0);
        return fields;

        void Add(int count, string prefix, int depth)
        {
            for (var i = 0; i < count && next < schema.Count; i++)
            {
                var element = schema[next++];
                var repetition = (element.RepetitionType ?? FieldRepetitionType.REQUIRED).ToString().ToLowerInvariant();
                fields.Add(new InspectedField(prefix + element.Name, depth, repetition, ParquetTypeText.Of(element), element.FieldId));
                if (element.NumChildren is > 0 and var children) Add(children, $"{prefix}{element.Name}.", depth + 1);
                else leaves.Add(element);
            }
        }
    }

    private static InspectedGroup GroupOf(RowGroup group, int number, List<SchemaElement> leaves)
    {
        var chunks = group.Columns.Select((chunk, i) => ChunkOf(chunk, leaves[i])).ToArray();
        var sorted = group.SortingColumns?.Select(column => chunks[column.ColumnIdx].Column + (column.Descending ? " descending" : "")) ?? [];
        return new InspectedGroup(number, group.NumRows, [.. sorted], chunks);
    }

    private static InspectedChunk ChunkOf(ColumnChunk chunk, SchemaElement leaf)
    {
        var column = chunk.MetaData;
        return new InspectedChunk
        {
            Column = column is null ? leaf.Name : string.Join('.', column.PathInSchema),
            Type = ParquetTypeText.Of(leaf),
            Codec = column is null ? "encrypted" : column.Codec.ToString().ToLowerInvariant(),
            Encodings = column is null ? [] : [.. column.Encodings.Select(encoding => encoding.ToString().ToLowerInvariant())],
            Values = column?.NumValues ?? 0,
            Nulls = column?.Statistics?.NullCount,
            CompressedBytes = column?.TotalCompressedSize ?? 0,
            UncompressedBytes = column?.TotalUncompressedSize ?? 0,
            Minimum = column is null ? null : StatisticsReader.Minimum(column, leaf),
            Maximum = column is null ? null : StatisticsReader.Maximum(column, leaf),
            HasBloomFilter = column?.BloomFilterOffset is not null,
            HasPageIndex = chunk.ColumnIndexOffset is not null,
            IsEncrypted = chunk.CryptoMetadata is not null,
        };
    }
}
