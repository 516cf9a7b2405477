using System.Globalization;
using System.Text.Json;
using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Json;
using Datalake.Records;

namespace Datalake.Embedded.Erasing;

/// <summary>
/// The identity of a record as texts that are equal for equal identities, wherever it is taken from. Not for two threads at once.
/// </summary>
internal sealed class RecordIdentity(DatasetContract dataset, RecordLimits limits) : IDisposable
{
    private readonly RecordConformer conformer = new(dataset, limits);
    private readonly Utf8Output conformed = new(4096);

    /// <summary>The identity of a structured record; null when it has none.</summary>
    public IdentityValue? Of(ReadOnlySpan<byte> structured)
    {
        conformed.Clear();
        if (conformer.Conform(structured, conformed).Problem is not null) return null;
        conformed.WriteByte((byte)'}');
        var json = new Utf8JsonReader(conformed.WrittenSpan, RecordJson.Reading);
        using var record = JsonDocument.ParseValue(ref json);
        return Of(record.RootElement, column => column.Name, StringComparison.Ordinal);
    }

    /// <summary>
    /// The identity that a record seems to have which has no place in a table for another reason, or that is not structured; null when it
    /// has none.
    /// </summary>
    public IdentityValue? Guess(JsonElement record) => Of(record, column => column.Key, StringComparison.OrdinalIgnoreCase);

    /// <summary>The form of an identity value.</summary>
    /// <param name="column">Its column.</param>
    /// <param name="text">Its text; of a timestamp the microseconds since 1970.</param>
    public static string FormOf(Column column, string text) => column.Type switch
    {
        PrimitiveType { Kind: PrimitiveKind.String or PrimitiveKind.Boolean or PrimitiveKind.Date or PrimitiveKind.Timestamp } =>
            ValueForms.OfText(text),
        PrimitiveType { Kind: PrimitiveKind.Double or PrimitiveKind.Float }
            when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
            ValueForms.OfText(number.ToString("R", CultureInfo.InvariantCulture)),
        _ => ValueForms.IsNumber(text) ? ValueForms.OfNumber(text) : ValueForms.OfText(text),
    };

    public void Dispose()
    {
        conformer.Dispose();
        conformed.Dispose();
    }

    private IdentityValue? Of(JsonElement record, Func<Column, string> nameOf, StringComparison comparison)
    {
        if (record.ValueKind != JsonValueKind.Object) return null;
        var (forms, texts) = (new string[dataset.Identity.Count], new string[dataset.Identity.Count]);
        for (var i = 0; i < forms.Length; i++)
        {
            var column = dataset.Identity[i];
            var value = record.EnumerateObject()
                .Where(member => string.Equals(member.Name, nameOf(column), comparison))
                .Select(member => TextOf(column, member.Value))
                .FirstOrDefault(text => text is not null);
            if (value is null) return null;
            (forms[i], texts[i]) = (FormOf(column, value), value);
        }

        return new IdentityValue(forms, texts);
    }

    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static string? TextOf(Column column, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when column.Type is PrimitiveType { Kind: PrimitiveKind.Timestamp } =>
            DateTimeOffset.TryParse(
                value.GetString(), CultureInfo.InvariantCulture, Utc, out var time)
                ? ((time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture)
                : value.GetString(),
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}

/// <summary>The identity of a record, a text for each column.</summary>
/// <param name="Forms">Equal for equal identities.</param>
/// <param name="Texts">As the record has them.</param>
internal sealed record IdentityValue(IReadOnlyList<string> Forms, IReadOnlyList<string> Texts);
