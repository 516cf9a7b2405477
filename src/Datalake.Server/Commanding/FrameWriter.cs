using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Datalake.Server.Commanding;

/// <summary>Makes frames of what a command writes, so that both of its outputs come through one answer in their order.</summary>
/// <param name="frames">Takes the frames.</param>
/// <param name="make">Makes a frame of a text.</param>
internal sealed class FrameWriter(ChannelWriter<CommandFrame> frames, Func<string, CommandFrame> make) : TextWriter
{
    private const int FrameCharacters = 16 << 10;

    private readonly StringBuilder text = new();

    /// <summary>True to make a frame of each line at once, as a person waits for them.</summary>
    public bool IsPrompt { get; init; }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        text.Append(value);
        if (text.Length >= FrameCharacters || (IsPrompt && value == '\n')) Flush();
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        text.Append(buffer);
        if (text.Length >= FrameCharacters || (IsPrompt && buffer.EndsWith("\n"))) Flush();
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value)
    {
        Write(value);
        Write('\n');
    }

    public override void Flush()
    {
        if (text.Length == 0) return;
        frames.TryWrite(make(text.ToString()));
        text.Clear();
    }

    public override Task FlushAsync()
    {
        Flush();
        return Task.CompletedTask;
    }

    /// <summary>Writes frames as lines of JSON until there are no more.</summary>
    public static async Task SendAsync(ChannelReader<CommandFrame> frames, PipeWriter output, CancellationToken cancellationToken)
    {
        while (await frames.WaitToReadAsync(cancellationToken))
        {
            while (frames.TryRead(out var frame))
            {
                output.Write(JsonSerializer.SerializeToUtf8Bytes(frame, CommandJson.Default.CommandFrame));
                output.Write("\n"u8);
            }

            await output.FlushAsync(cancellationToken);
        }
    }
}
