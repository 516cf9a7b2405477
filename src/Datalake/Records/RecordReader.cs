using Datalake.Datasets;

namespace Datalake.Records;

/// <summary>
/// Finds the records of an arrival one after the other, with memory bounded by the largest record allowed. What has no reading comes as a
/// frame with a problem; only reading the stream itself can throw.
/// </summary>
public abstract class RecordReader : IDisposable
{
    /// <summary>How much of a record that is too large is kept to show it, in bytes.</summary>
    public const int ShownBytes = 64 << 10;

    private protected RecordReader(Stream stream, RawFormat? format, RecordLimits limits)
    {
        Limits = limits;
        Window = new ByteWindow(stream, format, limits);
    }

    /// <summary>The frame that <see cref="ReadAsync"/> found.</summary>
    public RecordFrame Current { get; private protected set; }

    /// <summary>True when the arrival holds one record and nothing else. Known from the first <see cref="ReadAsync"/> on.</summary>
    public bool IsSingle { get; private set; }

    /// <summary>
    /// True once the arrival turned out damaged as a whole: none of its records can be trusted, those before the damage too. The frame at
    /// hand says why.
    /// </summary>
    public bool IsDamaged => Window is { IsCut: true, Failure: not null } && Finished;

    /// <summary>Bytes of memory that the part of the arrival at hand takes.</summary>
    internal int WindowBytes => Window.Capacity;

    private protected ByteWindow Window { get; }

    private protected RecordLimits Limits { get; }

    /// <summary>
    /// How much is shown of what is larger than <see cref="RecordLimits.RecordBytes"/>; at least as much was in memory, whatever pieces it
    /// came in.
    /// </summary>
    private protected int ShownOfLarge => Math.Min(ShownBytes, Limits.RecordBytes);

    /// <summary>True when the arrival says by its form that it holds no record: an array without elements, a header without rows.</summary>
    private protected abstract bool IsEmptyBatch { get; }

    private bool Finished { get; set; }

    /// <summary>Opens an arrival.</summary>
    /// <param name="stream">Its bytes, plain or gzip. Stays the caller's to dispose.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="limits">The limits in force.</param>
    public static RecordReader Open(Stream stream, RawFormat format, RecordLimits limits)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(limits);
        return format.Format switch
        {
            RawTextFormat.Json => new JsonRecordReader(stream, format, limits),
            RawTextFormat.Csv => new CsvRecordReader(stream, format, limits),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format.Format, "There is no reader for this format."),
        };
    }

    /// <summary>Opens a structured object: one record a line, an empty line for each record that is in quarantine.</summary>
    /// <param name="stream">Its bytes. Stays the caller's to dispose.</param>
    /// <param name="limits">The limits in force.</param>
    public static RecordReader OpenStructured(Stream stream, RecordLimits limits) => new LineRecordReader(stream, limits);

    /// <summary>Moves to the next frame.</summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>False at the end of the arrival.</returns>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        // The common case, a frame that is in memory already, must not pay for a state machine.
        if (Current.Number > 0 && !Finished && TryTake(Window.Ended) == Take.Frame) return new ValueTask<bool>(true);
        return ReadSlowAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        Window.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected RecordProblem TooLarge(long bytes) =>
        new(RecordRules.TooLarge, $"The record has {bytes} bytes; the limit is {Limits.RecordBytes}. {Limits.TooLargeAdvice}", 0);

    /// <summary>Takes the next frame from the window.</summary>
    /// <param name="ended">True when the window holds all there is.</param>
    private protected abstract Take TryTake(bool ended);

    /// <summary>After the first frame: whether anything but the end follows it. Null when the window must be filled to tell.</summary>
    private protected abstract bool? HasMore(bool ended);

    private async ValueTask<bool> ReadSlowAsync(CancellationToken cancellationToken)
    {
        if (Finished) return false;
        var first = Current.Number == 0;
        Take take;
        while ((take = TryTake(Window.Ended)) == Take.NeedMore) await Window.FillAsync(cancellationToken);
        if (take == Take.Frame)
        {
            if (first) await FindSingleAsync(cancellationToken);
            return true;
        }

        Finished = true;
        if (Window.Failure is { } failure)
        {
            var rest = Window.Memory[..Math.Min(Window.Length, ShownBytes)];
            Current = new RecordFrame(rest, Current.Number + 1, Window.Offset, Window.Length, failure);
            IsSingle = first;
            return true;
        }

        if (!first || IsEmptyBatch) return false;
        Current = new RecordFrame(default, 1, 0, Window.Offset, new RecordProblem(RecordRules.Empty, "The arrival holds no record.", 0));
        IsSingle = true;
        return true;
    }

    private async ValueTask FindSingleAsync(CancellationToken cancellationToken)
    {
        // Filling may move the bytes that the frame points at, so it is kept as a copy where that happens.
        bool? more;
        while ((more = HasMore(Window.Ended)) is null)
        {
            Current = Current with { Content = Current.Content.ToArray(), Raw = Current.Raw.ToArray() };
            await Window.FillAsync(cancellationToken);
        }

        IsSingle = Current.Number == 1 && more == false && Window.Failure is null;
    }

    /// <summary>What <see cref="TryTake"/> found.</summary>
    private protected enum Take
    {
        /// <summary>A frame, now in <see cref="Current"/>.</summary>
        Frame,

        /// <summary>The window must be filled first.</summary>
        NeedMore,

        /// <summary>The arrival is over.</summary>
        End,
    }
}
