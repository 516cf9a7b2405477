namespace DuckDB.NET.Data.Reader;

/// <summary>Reads BIT as a text of 0 and 1.</summary>
internal sealed unsafe class BitVectorDataReader(string columnName) : ReferenceVectorDataReader<string>(DuckDBType.Bit, columnName)
{
    // The first byte says how many bits of the second one are padding; the rest is the bits, highest first.
    private protected override string ReadValue(ulong row, ReadAs how)
    {
        var bytes = DuckDBString.BytesOf((DuckDBString*)Data + row);
        var padding = bytes[0];
        return string.Create((bytes.Length - 1) * 8 - padding, (Bits: bytes[1..].ToArray(), padding), static (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                var bit = i + source.padding;
                text[i] = (source.Bits[bit / 8] & (0x80 >> (bit % 8))) != 0 ? '1' : '0';
            }
        });
    }
}
