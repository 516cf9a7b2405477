using System.Text.Json;
using Datalake.Embedded.Storage;

namespace Datalake.Embedded.Receiving;

/// <summary>
/// Makes arrivals of the journal files that a crash left open. What was acknowledged is whole JSON from the beginning of the file on; from
/// the first place that is not, nothing was.
/// </summary>
internal static class JournalRecovery
{
    /// <summary>Does it. Called once, by the process that holds the lake's lock.</summary>
    public static void Run(FileObjectStore raw, string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var path in Directory.EnumerateFiles(folder).ToArray())
        {
            if (JournalFile.KeyOf(path) is not { } key) continue;
            var content = File.ReadAllBytes(path);
            var whole = WholeLength(content);
            if (whole == 0)
            {
                raw.Files.DeleteFile(path);
                continue;
            }

            if (whole < content.Length)
            {
                using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
                RandomAccess.SetLength(handle, whole);
            }

            JournalFile.Publish(raw, path, key);
        }
    }

    /// <summary>How many bytes from the beginning are whole objects and arrays.</summary>
    internal static int WholeLength(ReadOnlySpan<byte> content)
    {
        var reader = new Utf8JsonReader(content, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 1000 });
        var whole = 0;
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 0 && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                    whole = (int)reader.BytesConsumed;
            }
        }
        catch (JsonException)
        {
            // From here on it was never acknowledged.
        }

        return whole;
    }
}
