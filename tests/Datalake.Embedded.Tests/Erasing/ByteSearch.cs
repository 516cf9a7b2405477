using System.IO.Compression;
using System.Text;
using Datalake.Embedded.Tests.Checking;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Tests.Erasing;

/// <summary>
/// Searches everything that a lake's folder holds for values: names of files and folders, bytes, what gzip unpacks to, texts in other
/// encodings, and the decoded columns and statistics of Parquet files.
/// </summary>
internal static class ByteSearch
{
    /// <summary>Where one of the values is found.</summary>
    public static List<string> Find(string root, params string[] values)
    {
        var found = new List<string>();
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        foreach (var path in Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(root, path);
            foreach (var value in values)
            {
                if (name.Contains(value, StringComparison.OrdinalIgnoreCase)) found.Add($"{value} in the name {name}");
                else if (File.Exists(path) && Contents(path, connection).Any(content => IsIn(content, value))) found.Add($"{value} in {name}");
            }
        }

        return found;
    }

    private static IEnumerable<byte[]> Contents(string path, DuckDBConnection connection)
    {
        // The lock's file cannot be opened while a lake is.
        if (path.EndsWith("_state/lock", StringComparison.Ordinal)) yield break;
        var content = File.ReadAllBytes(path);
        yield return content;
        while (content is [0x1f, 0x8b, ..])
        {
            using var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            using var text = new MemoryStream();
            gzip.CopyTo(text);
            yield return content = text.ToArray();
        }

        if (!path.EndsWith(".parquet", StringComparison.Ordinal)) yield break;
        foreach (var source in new[] { "read_parquet", "parquet_metadata" })
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT string_agg(t::VARCHAR, chr(10)) FROM {source}({ParquetSql.Quote(path)}) t";
            yield return Encoding.UTF8.GetBytes(command.ExecuteScalar() as string ?? string.Empty);
        }
    }

    private static bool IsIn(byte[] content, string value) =>
        content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(value)) >= 0
        || content.AsSpan().IndexOf(Encoding.Unicode.GetBytes(value)) >= 0
        || content.AsSpan().IndexOf(Encoding.BigEndianUnicode.GetBytes(value)) >= 0
        || content.AsSpan().IndexOf(Encoding.Latin1.GetBytes(value)) >= 0;
}
