using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Datalake.Tables.Delta.Schemas;

namespace Datalake.Tables.Delta.Statistics;

/// <summary>
/// The statistics of a file as the log has them (Delta Transaction Log Protocol, "Per-file Statistics"): JSON, of which only what is asked
/// for is read. Bounds may be wider than the values: text is cut off, timestamps are cut to milliseconds.
/// </summary>
public static class FileStatistics
{
    /// <summary>How many characters of a text stand in a bound; that of Spark's writer.</summary>
    internal const int PrefixLength = 32;

    private const long MicrosecondsPerMillisecond = 1000;
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Writes statistics. Bounds are rounded so that they hold: a minimum down, a maximum up; where that is impossible there is none.
    /// </summary>
    /// <param name="records">How many records the file has.</param>
    /// <param name="columns">The columns that have statistics.</param>
    /// <returns>The JSON.</returns>
    public static string Write(long records, IReadOnlyCollection<ColumnStatistics> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteNumber("numRecords", records);
            json.WriteStartObject("minValues");
            foreach (var column in columns) WriteBound(json, column.Column, column.Minimum, isMaximum: false);
            json.WriteEndObject();
            json.WriteStartObject("maxValues");
            foreach (var column in columns) WriteBound(json, column.Column, column.HasNaN ? null : column.Maximum, isMaximum: true);
            json.WriteEndObject();
            json.WriteStartObject("nullCount");
            foreach (var column in columns)
            {
                if (column.NullCount is { } count) json.WriteNumber(column.Column, count);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>How many records a file has.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Null when the log does not say.</returns>
    public static long? RecordsOf(DataFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return StatsReader.Read(file.Stats, column: null).Records;
    }

    /// <summary>What the log knows of a column in a file. Bounds that cannot be read are null, as if they were not there.</summary>
    /// <param name="file">The file.</param>
    /// <param name="column">The column.</param>
    public static ColumnStatistics Of(DataFile file, DeltaField column)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(column);
        if (column.Type is not DeltaPrimitive type) return new ColumnStatistics(column.Name, null, null, null);
        var stats = StatsReader.Read(file.Stats, column.Name);
        return new ColumnStatistics(column.Name, stats.Minimum?.As(type), Raise(stats.Maximum?.As(type)), stats.NullCount)
        {
            Records = stats.Records,
        };
    }

    // Writers cut timestamps down to milliseconds, maxima too.
    private static ColumnValue? Raise(ColumnValue? maximum) =>
        maximum is { Kind: ColumnValueKind.Timestamp, Microseconds: var time }
            ? ColumnValue.OfMicroseconds(time + MicrosecondsPerMillisecond - 1)
            : maximum;

    private static void WriteBound(Utf8JsonWriter json, string column, ColumnValue? bound, bool isMaximum)
    {
        switch (bound)
        {
            case { Kind: ColumnValueKind.Text } when CutText(bound.Text, isMaximum) is { } text:
                json.WriteString(column, text);
                break;
            case { Kind: ColumnValueKind.Timestamp } when CutTime(bound.Microseconds, isMaximum) is { } time:
                json.WriteString(column, time);
                break;
            case { Kind: ColumnValueKind.Date }:
                json.WriteString(column, bound.ToString());
                break;
            case { Kind: ColumnValueKind.Number }:
                json.WritePropertyName(column);
                json.WriteRawValue(bound.ToString());
                break;
            case { Kind: ColumnValueKind.Double } when double.IsFinite(bound.Double):
                json.WriteNumber(column, bound.Double);
                break;
        }
    }

    private static string? CutTime(long microseconds, bool isMaximum)
    {
        var below = Math.DivRem(microseconds, MicrosecondsPerMillisecond, out var rest);
        if (rest < 0) below--;
        if (isMaximum && rest != 0) below++;
        return IsoTime.WriteMilliseconds(below * MicrosecondsPerMillisecond);
    }

    private static string? CutText(string text, bool isMaximum)
    {
        var runes = new List<Rune>(PrefixLength + 1);
        var rest = text.AsSpan();
        while (!rest.IsEmpty && runes.Count <= PrefixLength)
        {
            // What is not valid text is written as something else, which comes elsewhere in the order.
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != System.Buffers.OperationStatus.Done) return null;
            runes.Add(rune);
            rest = rest[length..];
        }

        if (runes.Count <= PrefixLength) return text;
        runes.RemoveAt(PrefixLength);
        return isMaximum ? NextPrefix(runes) : Join(runes);
    }

    /// <summary>
    /// The first text, of at most as many characters, that comes after every text with the prefix; null when there is none.
    /// </summary>
    private static string? NextPrefix(List<Rune> runes)
    {
        while (runes.Count > 0)
        {
            var last = runes[^1].Value;
            runes.RemoveAt(runes.Count - 1);
            if (last == 0x10FFFF) continue;
            runes.Add(new Rune(last == 0xD7FF ? 0xE000 : last + 1));
            return Join(runes);
        }

        return null;
    }

    private static string Join(List<Rune> runes) => string.Concat(runes);
}
