namespace Amazon.ElasticMapReduce.Model;

/// <summary>A type of machine in a fleet.</summary>
public partial class InstanceTypeConfig
{
    /// <summary>For example <c>m7g.xlarge</c>. Required.</summary>
    public string InstanceType { get; set; }

    /// <summary>How many units one gives; 1 when it is not given.</summary>
    public int? WeightedCapacity { get; set; }

    /// <summary>The most to pay on the spot market, in USD an hour.</summary>
    public string BidPrice { get; set; }

    /// <summary>The most to pay on the spot market, in percent of the on-demand price; 100 when neither is given.</summary>
    public double? BidPriceAsPercentageOfOnDemandPrice { get; set; }

    /// <summary>Its rank, lower first, where the strategy goes by rank.</summary>
    public double? Priority { get; set; }

    /// <summary>An own machine image.</summary>
    public string CustomAmiId { get; set; }

    /// <summary>Its volumes.</summary>
    public EbsConfiguration EbsConfiguration { get; set; }

    /// <summary>Settings of the applications on it.</summary>
    public List<Configuration> Configurations { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
