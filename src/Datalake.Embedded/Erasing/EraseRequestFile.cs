using System.Text.Json;
using System.Text.Json.Serialization;

namespace Datalake.Embedded.Erasing;

/// <summary>
/// Reads a file of requests: one JSON object a line, with <c>dataset</c> and <c>where</c>, as in
/// <c>{"dataset": "checkout", "where": "OrderId = '1'"}</c>. Blank lines are skipped.
/// </summary>
public static class EraseRequestFile
{
    /// <summary>Reads the whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isDataset">True for the name of a dataset.</param>
    /// <exception cref="FormatException">A line is wrong. The message names the line; it does not repeat values.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<EraseRequest> Read(string path, Func<string, bool> isDataset)
    {
        using var lines = new StreamReader(path);
        return Read(lines, path, isDataset);
    }

    /// <summary>Reads the lines of a file that somebody else opened.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="isDataset">True for the name of a dataset.</param>
    /// <inheritdoc cref="Read(string, Func{string, bool})" path="/exception"/>
    public static IReadOnlyList<EraseRequest> Read(TextReader lines, string path, Func<string, bool> isDataset)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(isDataset);
        var requests = new List<EraseRequest>();
        var number = 0;
        while (lines.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                var read = JsonSerializer.Deserialize(line, EraseRequestJson.Default.EraseRequestLine);
                if (read is not { Dataset: { } dataset, Where: { } where }) throw new FormatException("It has no 'dataset' and 'where'.");
                if (!isDataset(dataset)) throw new FormatException($"There is no dataset '{dataset}'.");
                requests.Add(new EraseRequest(dataset, EraseCondition.Parse(where)));
            }
            catch (Exception wrong) when (wrong is JsonException or FormatException)
            {
                var reason = wrong is JsonException json ? $"It is no JSON object of 'dataset' and 'where' (byte {json.BytePositionInLine})." : wrong.Message;
                throw new FormatException($"Line {number} of {path} is wrong. {reason}", wrong);
            }
        }

        return requests.Count > 0 ? requests : throw new FormatException($"{path} holds no request.");
    }
}

/// <summary>A line of the file.</summary>
internal sealed record EraseRequestLine(string? Dataset, string? Where);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(EraseRequestLine))]
internal sealed partial class EraseRequestJson : JsonSerializerContext;
