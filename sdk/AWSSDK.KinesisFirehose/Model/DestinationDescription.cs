namespace Amazon.KinesisFirehose.Model;

/// <summary>One destination.</summary>
public partial class DestinationDescription
{
    /// <summary>Its id in the stream.</summary>
    public string DestinationId { get; set; }

    /// <summary>The bucket it delivers to.</summary>
    public ExtendedS3DestinationDescription ExtendedS3DestinationDescription { get; set; }
}
