using System.Globalization;
using System.Text.Json;

namespace Datalake.Generator.Tests;

/// <summary>What the tests look at in a good record.</summary>
internal sealed record GeneratedRecord(string OrderId, string Status, DateTimeOffset Created, DateTimeOffset LastChange)
{
    /// <summary>The records that a reader can make sense of.</summary>
    public static IEnumerable<GeneratedRecord> Good(MemorySink sink) => sink.Records.Select(Read).OfType<GeneratedRecord>();

    public static GeneratedRecord? Read(byte[] record)
    {
        try
        {
            using var json = JsonDocument.Parse(record);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty(nameof(OrderId), out var id)
                && Timestamp(root, "CreationDate") is { } created
                && Timestamp(root, nameof(LastChange)) is { } changed
                    ? new GeneratedRecord(id.GetString()!, root.GetProperty(nameof(Status)).GetString()!, created, changed)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DateTimeOffset? Timestamp(JsonElement record, string name) =>
        DateTimeOffset.TryParseExact(
            record.GetProperty(name).GetString(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var timestamp)
            ? timestamp
            : null;
}
