namespace Amazon.ElasticMapReduce.Model;

/// <summary>Which steps to list.</summary>
public partial class ListStepsRequest : AmazonElasticMapReduceRequest
{
    /// <summary>The cluster. Required.</summary>
    public string ClusterId { get; set; }

    /// <summary>Only those in one of these states.</summary>
    public List<string> StepStates { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Only these, 10 at most.</summary>
    public List<string> StepIds { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The page: the marker of the page before.</summary>
    public string Marker { get; set; }
}
