using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Datalake.Quarantining;

/// <summary>The numbers of many records, written as ranges: <c>3,7-9</c>.</summary>
[JsonConverter(typeof(Converter))]
public sealed class RecordRanges
{
    private readonly List<(long First, long Last)> ranges = [];

    /// <summary>How many ranges there are.</summary>
    public int Length => ranges.Count;

    /// <summary>How many records they name.</summary>
    public long Count { get; private set; }

    /// <summary>The numbers, ascending.</summary>
    public IEnumerable<long> Numbers
    {
        get
        {
            foreach (var (first, last) in ranges.Order())
            {
                for (var number = first; number <= last; number++) yield return number;
            }
        }
    }

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static RecordRanges Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var read = new RecordRanges();
        foreach (var range in text.AsSpan().Split(','))
        {
            var part = text.AsSpan()[range];
            var dash = part.IndexOf('-');
            var first = Number(dash < 0 ? part : part[..dash]);
            var last = dash < 0 ? first : Number(part[(dash + 1)..]);
            if (last < first) throw new FormatException($"The range {part} ends before it begins.");
            read.ranges.Add((first, last));
            read.Count += last - first + 1;
        }

        return read;

        static long Number(ReadOnlySpan<char> digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>Adds a number that is not there. Numbers that follow each other share a range.</summary>
    internal void Add(long number)
    {
        Count++;
        if (ranges.Count > 0 && ranges[^1].Last == number - 1) ranges[^1] = (ranges[^1].First, number);
        else ranges.Add((number, number));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (first, last) in ranges.Order())
        {
            if (text.Length > 0) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{first}");
            if (last > first) text.Append(CultureInfo.InvariantCulture, $"-{last}");
        }

        return text.ToString();
    }

    internal sealed class Converter : JsonConverter<RecordRanges>
    {
        public override RecordRanges Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return Parse(reader.GetString()!);
            }
            catch (Exception damage) when (damage is FormatException or OverflowException or InvalidOperationException)
            {
                throw new JsonException($"Ranges of records were expected, such as 3,7-9. {damage.Message}", damage);
            }
        }

        public override void Write(Utf8JsonWriter writer, RecordRanges value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
