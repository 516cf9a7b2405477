namespace Datalake.Embedded.Parquet.Reading;

/// <summary>What stands in front of a page.</summary>
/// <param name="Type">The kind of the page.</param>
/// <param name="Bytes">Bytes of the page as stored.</param>
/// <param name="UncompressedBytes">The same before compression.</param>
/// <param name="Entries">Values, nulls included.</param>
/// <param name="Encoding">How the values are encoded.</param>
/// <param name="DefinitionBytes">Bytes of the definition levels, where they are not compressed.</param>
/// <param name="RepetitionBytes">Bytes of the repetition levels, where they are not compressed.</param>
/// <param name="IsCompressed">True when the values are compressed where levels are not.</param>
internal readonly record struct PageHeader(
    PageType Type, int Bytes, int UncompressedBytes, int Entries, ValueEncoding Encoding, int DefinitionBytes, int RepetitionBytes,
    bool IsCompressed)
{
    /// <summary>Reads a header.</summary>
    /// <param name="source">Begins with it.</param>
    /// <param name="length">Its bytes.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static PageHeader Read(ReadOnlySpan<byte> source, out int length)
    {
        var reader = new ThriftReader(source);
        var header = new PageHeader { IsCompressed = true };
        for (var field = 0; reader.Next(ref field, out var type);)
        {
            switch (field)
            {
                case 1: header = header with { Type = (PageType)reader.Number() }; break;
                case 2: header = header with { UncompressedBytes = (int)reader.Number() }; break;
                case 3: header = header with { Bytes = (int)reader.Number() }; break;
                case 5 or 7 or 8: header = ReadKind(ref reader, header, isSecondVersion: field == 8); break;
                default: reader.Skip(type); break;
            }
        }

        length = reader.Position;
        return header.Bytes < 0 || header.UncompressedBytes < 0 || header.Entries < 0 || header.Bytes > source.Length - length
            ? throw new InvalidDataException("The header of a page has impossible sizes.")
            : header;
    }

    // Entries and encoding of all kinds; the second version of data pages has nulls and rows between, and lengths behind.
    private static PageHeader ReadKind(ref ThriftReader reader, PageHeader header, bool isSecondVersion)
    {
        for (var field = 0; reader.Next(ref field, out var type);)
        {
            switch (field)
            {
                case 1: header = header with { Entries = (int)reader.Number() }; break;
                case 2 when !isSecondVersion:
                case 4 when isSecondVersion: header = header with { Encoding = (ValueEncoding)reader.Number() }; break;
                case 5 when isSecondVersion: header = header with { DefinitionBytes = (int)reader.Number() }; break;
                case 6 when isSecondVersion: header = header with { RepetitionBytes = (int)reader.Number() }; break;
                case 7 when isSecondVersion: header = header with { IsCompressed = type == ThriftType.True }; break;
                default: reader.Skip(type); break;
            }
        }

        return header;
    }
}
