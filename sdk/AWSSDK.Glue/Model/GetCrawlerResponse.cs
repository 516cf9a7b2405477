using Amazon.Runtime;

namespace Amazon.Glue.Model;

/// <summary>A crawler.</summary>
public partial class GetCrawlerResponse : AmazonWebServiceResponse
{
    /// <summary>The crawler.</summary>
    public Crawler Crawler { get; set; }
}
