using Amazon.Runtime;

namespace Amazon.Glue.Model;

/// <summary>Says that it will start.</summary>
public partial class StartCrawlerResponse : AmazonWebServiceResponse
{
}
