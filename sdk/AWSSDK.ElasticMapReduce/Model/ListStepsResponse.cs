using Amazon.Runtime;

namespace Amazon.ElasticMapReduce.Model;

/// <summary>A page of steps.</summary>
public partial class ListStepsResponse : AmazonWebServiceResponse
{
    /// <summary>The steps.</summary>
    public List<StepSummary> Steps { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The next page; null when this is the last.</summary>
    public string Marker { get; set; }
}
