namespace Amazon.KinesisFirehose.Model;

/// <summary>A stream, as it is now.</summary>
public partial class DeliveryStreamDescription
{
    /// <summary>Its name.</summary>
    public string DeliveryStreamName { get; set; }

    /// <summary>Its ARN.</summary>
    public string DeliveryStreamARN { get; set; }

    /// <summary>What it is doing; it takes records when <c>ACTIVE</c>.</summary>
    public DeliveryStreamStatus DeliveryStreamStatus { get; set; }

    /// <summary>Where its records come from.</summary>
    public DeliveryStreamType DeliveryStreamType { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime? CreateTimestamp { get; set; }

    /// <summary>When it was changed last, UTC.</summary>
    public DateTime? LastUpdateTimestamp { get; set; }

    /// <summary>Its version, counted up with each change of the destination.</summary>
    public string VersionId { get; set; }

    /// <summary>Why it could not be made, deleted or encrypted.</summary>
    public FailureDescription FailureDescription { get; set; }

    /// <summary>Where it delivers to.</summary>
    public List<DestinationDescription> Destinations { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Whether there are more destinations than were answered.</summary>
    public bool? HasMoreDestinations { get; set; }
}
