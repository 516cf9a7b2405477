namespace Amazon.KinesisFirehose.Model;

/// <summary>Why a stream failed.</summary>
public partial class FailureDescription
{
    /// <summary>The kind of the failure.</summary>
    public DeliveryStreamFailureType Type { get; set; }

    /// <summary>The words for it.</summary>
    public string Details { get; set; }
}
