using System.Text;
using Datalake.Json;
using Datalake.Protection;
using Datalake.Records;
using Datalake.Structuring;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Records;

/// <summary>
/// Arrivals that are made of records and faults in a known order, in every layout: each record is found, each fault is one frame without a
/// reading, whatever pieces the stream comes in.
/// </summary>
public class JsonArrivalModelTests
{
    private static readonly string[] Texts =
        ["", "x", "}{", "{\\\"a\\\":1}", "[", "]", "\\\\", "\\\\\\\"", "\u2028", "é😀", ",", "a long text that goes over a block of the scan, and further still"];

    [Fact]
    public void Every_record_is_found_and_every_fault_is_one_frame_in_lines() =>
        Check(random => Join(random, Item, Line, _ => random.Next(8) == 0 ? "\r\n" : "\n"));

    [Fact]
    public void Every_record_is_found_whatever_white_space_is_between_them() =>
        Check(random => Join(
            random, random => (Record(random, random.Next(3) == 0), true), (_, text) => text, _ => Pick(random, "", "", " ", "\t", "\n", "\r", "\n\n", "\u001e", "\n\u001e", "\uFEFF")));

    [Fact]
    public void Every_record_is_found_and_every_fault_is_one_frame_in_an_array_with_an_element_a_line() =>
        Check(random => Join(random, Item, Line, _ => ",\n") is var made ? made with { Text = "[\n" + made.Text + "\n]\n" } : throw new InvalidOperationException());

    [Fact]
    public void Every_record_over_several_lines_is_found_and_every_fault_is_one_frame() =>
        Check(random => Join(random, PrettyItem, (_, text) => text, _ => "\n"));

    [Fact]
    public void Every_record_of_an_array_over_several_lines_is_found_and_every_fault_is_one_frame() =>
        Check(random =>
        {
            var made = Join(random, PrettyItem, (_, text) => text.Replace("\n", "\n  ", StringComparison.Ordinal), _ => ",\n  ");
            return made with
            {
                Text = "[\n  " + made.Text + "\n]",
                Records = [.. made.Records.Select(text => text.Replace("\n", "\n  ", StringComparison.Ordinal))],
            };
        });

    private static void Check(Func<Random, Made> make) => Property.Holds(
        Property.Made(make),
        made =>
        {
            var bytes = Encoding.UTF8.GetBytes(made.Text);
            var frames = Arrival.Frames(bytes);
            using var structurer = new RecordStructurer(
                Contracts.Of(("id", "string"), ("at", "timestamp")), new ProtectionKeys(_ => null), RecordLimits.Default);
            using var output = new Utf8Output();
            var good = frames.All.Where(
                frame => frame.Rule is null && structurer.Structure(Encoding.UTF8.GetBytes(frame.Text), output) is null);
            Assert.Equal(made.Records, good.Select(frame => frame.Text));
            Assert.Equal(made.Faults, frames.All.Count - made.Records.Count);
            Assert.Equal(frames.All.Select(frame => frame.Number).Distinct().Order(), frames.All.Select(frame => frame.Number));
            var random = new Random(bytes.Length);
            foreach (var most in (int[])[1, 3, 70])
                Assert.Equal(frames.All, Arrival.Frames(new ChunkedStream(bytes, () => random.Next(1, most + 1))).All);
        },
        1000);

    /// <summary>Puts records and faults together. No two faults stand side by side where they could not be told apart.</summary>
    private static Made Join(
        Random random, Func<Random, (string Text, bool IsRecord)> item, Func<Random, string, string> place, Func<Random, string> between)
    {
        var text = new StringBuilder();
        var records = new List<string>();
        var faults = 0;
        for (var count = random.Next(1, 7); count > 0; count--)
        {
            var (one, isRecord) = item(random);
            if (text.Length > 0) text.Append(between(random));
            text.Append(place(random, one));
            if (isRecord) records.Add(one);
            else faults++;
        }

        return new Made(text.ToString(), records, faults);
    }

    private static string Line(Random random, string text) => text;

    private static (string Text, bool IsRecord) Item(Random random)
    {
        var record = Record(random, isPretty: false);
        if (random.Next(3) > 0) return (record, true);
        return random.Next(3) switch
        {
            // An upload or a writer that stopped, and the next one that began on a line of its own. (A string in the line behind would be
            // taken for more of it, as the lines of an object over several lines begin with one.)
            0 => (Cut(random, record), false),
            1 => (Pick(random, "12", "null", "oh dear", "{id:1}", "{\"id\":tr}", "{\"id\":1]"), false),
            _ => ("{\"id\":\"not closed,\"n\":[{\"m\":1}]}", false),
        };
    }

    private static string Cut(Random random, string record)
    {
        var cut = record[..random.Next(1, record.Length)];
        return char.IsHighSurrogate(cut[^1]) ? cut[..^1] : cut;
    }

    private static (string Text, bool IsRecord) PrettyItem(Random random)
    {
        var record = Record(random, isPretty: true);
        return random.Next(3) switch
        {
            0 => (Break(random, record), false),
            _ => (record, true),
        };
    }

    private static string Break(Random random, string record) => random.Next(3) switch
    {
        // A quote that is missing, a brace that is missing, a comma too many.
        0 => record.Replace("\"at\": \"", "\"at\": ", StringComparison.Ordinal),
        1 => record[..record.LastIndexOf('\n')],
        _ => record.Replace("\"at\":", ",\"at\":", StringComparison.Ordinal),
    };

    private static string Record(Random random, bool isPretty)
    {
        var line = isPretty ? "\n" : "";
        var space = isPretty ? " " : "";
        string Indent(int level) => isPretty ? new string(' ', 2 * level) : "";
        var items = Enumerable
            .Range(0, random.Next(3))
            .Select(i => $"{Indent(2)}{{{line}{Indent(3)}\"n\":{space}{i}{line}{Indent(2)}}}")
            .ToArray();
        var list = items.Length == 0 ? "[]" : $"[{line}{string.Join("," + line, items)}{line}{Indent(1)}]";
        return $"{{{line}{Indent(1)}\"id\":{space}\"{Pick(random, Texts)}\",{line}{Indent(1)}\"at\":{space}\"2026-01-01\",{line}"
            + $"{Indent(1)}\"items\":{space}{list},{line}{Indent(1)}\"o\":{space}{{\"p\":{space}{{}}}}{line}}}";
    }

    private static string Pick(Random random, params string[] texts) => texts[random.Next(texts.Length)];

    private sealed record Made(string Text, IReadOnlyList<string> Records, int Faults);
}
