namespace Amazon.Glue.Model;

/// <summary>Which crawler to start.</summary>
public partial class StartCrawlerRequest : AmazonGlueRequest
{
    /// <summary>Its name. Required.</summary>
    public string Name { get; set; }
}
