using System.IO.Compression;
using System.Text;
using Datalake.Records;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Records;

/// <summary>Reads a whole arrival and says what was in it.</summary>
internal static class Arrival
{
    public static RawFormat Json { get; } = new() { Keys = Template };

    public static RawFormat Csv { get; } = new() { Keys = Template, Format = RawTextFormat.Csv };

    private static KeyTemplate Template =>
        KeyTemplate.TryParse("{id}", out var template, out var problem) ? template : throw new FormatException(problem);

    /// <summary>The frames as texts, a frame with a problem as the rule's name between angle brackets.</summary>
    public static string[] Read(string text) => Texts(Frames(Encoding.UTF8.GetBytes(text)));

    public static string[] ReadCsv(string text, char delimiter = ',') =>
        Texts(Frames(Encoding.UTF8.GetBytes(text), Csv with { Csv = new CsvFormat { Delimiter = delimiter } }));

    public static string[] Texts(ArrivalFrames frames) =>
        [.. frames.All.Select(frame => frame.Rule is null ? frame.Text : $"<{frame.Rule}>")];

    public static ArrivalFrames Frames(byte[] bytes, RawFormat? format = null, RecordLimits? limits = null) =>
        Frames(new MemoryStream(bytes), format, limits);

    public static ArrivalFrames Frames(Stream stream, RawFormat? format = null, RecordLimits? limits = null)
    {
        using var reader = RecordReader.Open(stream, format ?? Json, limits ?? RecordLimits.Default);
        return Drain(reader);
    }

    public static ArrivalFrames Structured(string lines, int chunk = int.MaxValue)
    {
        using var reader = RecordReader.OpenStructured(new ChunkedStream(Encoding.UTF8.GetBytes(lines), () => chunk), RecordLimits.Default);
        return Drain(reader);
    }

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] text)
    {
        var zipped = new MemoryStream();
        using (var stream = new GZipStream(zipped, CompressionLevel.Optimal)) stream.Write(text);
        return zipped.ToArray();
    }

    private static ArrivalFrames Drain(RecordReader reader)
    {
        var frames = new List<ArrivalFrame>();
        bool? single = null;
        while (Wait(reader.ReadAsync(CancellationToken.None)))
        {
            Assert.True(frames.Count < 100_000, "The reader gives frames without an end.");
            single ??= reader.IsSingle;
            var frame = reader.Current;
            frames.Add(new ArrivalFrame(
                    Encoding.UTF8.GetString(frame.Content.Span),
                    Encoding.UTF8.GetString(frame.Raw.Span),
                    frame.Number,
                    frame.Offset,
                    frame.Bytes,
                    frame.Problem?.Rule,
                    frame.Problem?.Message
                )
            );
            if (frames.Count > 1) Assert.False(single, "The arrival was said to be one record and has more.");
        }

        Assert.False(Wait(reader.ReadAsync(CancellationToken.None)));
        return new ArrivalFrames(frames, single ?? false);
    }

    // The streams of these tests are in memory, so nothing is ever waited for.
    private static bool Wait(ValueTask<bool> read) => read.AsTask().GetAwaiter().GetResult();
}

internal sealed record ArrivalFrames(IReadOnlyList<ArrivalFrame> All, bool IsSingle);

internal sealed record ArrivalFrame(string Text, string Raw, long Number, long Offset, long Bytes, string? Rule, string? Message);
