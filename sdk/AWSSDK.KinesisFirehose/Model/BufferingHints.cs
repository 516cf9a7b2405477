namespace Amazon.KinesisFirehose.Model;

/// <summary>When a batch is full: whichever comes first.</summary>
public partial class BufferingHints
{
    /// <summary>Its size in MiB, 1 to 128.</summary>
    public int? SizeInMBs { get; set; }

    /// <summary>Its age in seconds.</summary>
    public int? IntervalInSeconds { get; set; }
}
