namespace Datalake.Records;

/// <summary>Formats that are not read, by how their files begin.</summary>
internal static class KnownFormats
{
    /// <summary>Bytes of the beginning that are looked at.</summary>
    public const int HeadBytes = 512;

    private const string Decompress = "Decompress it, or compress it with gzip instead";
    private const string Export = "Export it as JSON or CSV";

    private static readonly Format[] Formats =
    [
        new("zip", "PK\u0003\u0004", "Unpack it and upload the files in it"),
        new("zip", "PK\u0005\u0006", "It holds no file"),
        new("zip", "PK\u0007\u0008", "Unpack it and upload the files in it"),
        new("7z", "7z\u00bc\u00af\u0027\u001c", "Unpack it and upload the files in it"),
        new("rar", "Rar!\u001a\u0007", "Unpack it and upload the files in it"),
        new("bzip2", "BZh", Decompress) { At4 = "1AY&SY" },
        new("bzip2", "BZh", Decompress) { At4 = "\u0017rE8P\u0090" },
        new("xz", "\u00fd7zXZ\0", Decompress),
        new("zstd", "\u0028\u00b5\u002f\u00fd", Decompress),
        new("lz4", "\u0004\u0022\u004d\u0018", Decompress),
        new("lz4", "\u0002\u0021\u004c\u0018", Decompress),
        new("snappy", "\u00ff\u0006\0\0sNaPpY", Decompress),
        new("compress (.Z)", "\u001f\u009d", Decompress),
        new("lzip", "LZIP\u0001", Decompress),
        new("Parquet", "PAR1", Export) { IsBinary = true },
        new("Parquet (encrypted)", "PARE", Export) { IsBinary = true },
        new("Avro", "Obj\u0001", Export),
        new("ORC", "ORC", Export) { IsBinary = true },
        new("Arrow (Feather)", "ARROW1\0\0", Export),
        new("Arrow (Feather 1)", "FEA1", Export) { IsBinary = true },
        new("Arrow stream", "\u00ff\u00ff\u00ff\u00ff", Export),
        new("SQLite database", "SQLite format 3\0", "Export its tables as JSON or CSV"),
        new("HDF5", "\u0089HDF\r\n\u001a\n", Export),
        new("PDF", "%PDF-", "Upload the data it was made from"),
        new("Office 97 document (xls, doc)", "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "Save the sheet as CSV"),
        new("PNG image", "\u0089PNG\r\n\u001a\n", "Upload the data it was made from"),
        new("JPEG image", "\u00ff\u00d8\u00ff", "Upload the data it was made from"),
    ];

    private static readonly Format Tar = new("tar", "", "Unpack it and upload the files in it");
    private static readonly Format Office = new("Office document (xlsx, docx)", "", "Save the sheet as CSV");
    private static readonly Format Markup = new("HTML or XML", "", "Check what the sender downloaded; an error page looks like this");

    /// <summary>The problem of an arrival that begins as a format that is not read; null where it does not.</summary>
    /// <param name="head">Its first <see cref="HeadBytes"/>, or all of it.</param>
    /// <param name="isJson">True when it should be JSON, which no markup can be.</param>
    public static RecordProblem? Find(ReadOnlySpan<byte> head, bool isJson)
    {
        Format? found = null;
        foreach (var format in Formats)
        {
            if (format.Begins(head))
            {
                found = format;
                break;
            }
        }

        if (found is { Name: "zip" } && head.IndexOf("[Content_Types].xml"u8) >= 0) found = Office;
        if (head.Length >= 262 && head[257..].StartsWith("ustar"u8)) found ??= Tar;
        if (isJson && BeginsAsMarkup(head)) found ??= Markup;
        return found is null
            ? null
            : new RecordProblem(
                RecordRules.UnknownFormat,
                $"The arrival is in the format {found.Name}, which the lake does not read: it reads JSON and CSV, plain or gzip. {found.Advice}.",
                0);
    }

    private static bool BeginsAsMarkup(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\uFEFF"u8)) head = head[3..];
        head = head.TrimStart(" \t\r\n"u8);
        foreach (var tag in (ReadOnlySpan<string>)["<!doctype", "<html", "<?xml", "<head", "<body"])
        {
            if (head.Length >= tag.Length && System.Text.Ascii.EqualsIgnoreCase(head[..tag.Length], tag)) return true;
        }

        return false;
    }

    /// <summary>A format.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Start">The bytes its files begin with, each as the character of that number.</param>
    /// <param name="Advice">What to do about such an arrival.</param>
    private sealed record Format(string Name, string Start, string Advice)
    {
        /// <summary>What stands at byte 4, where the beginning alone could be text.</summary>
        public string? At4 { get; init; }

        /// <summary>True when control characters must follow, since the beginning alone could be text.</summary>
        public bool IsBinary { get; init; }

        public bool Begins(ReadOnlySpan<byte> head) =>
            Matches(head, Start)
            && (At4 is null || (head.Length > 4 && Matches(head[4..], At4)))
            && (!IsBinary || head[Start.Length..].ContainsAnyInRange((byte)0, (byte)8));

        private static bool Matches(ReadOnlySpan<byte> text, string wanted)
        {
            if (text.Length < wanted.Length) return false;
            for (var i = 0; i < wanted.Length; i++)
            {
                if (text[i] != wanted[i]) return false;
            }

            return true;
        }
    }
}
