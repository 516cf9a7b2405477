namespace Amazon.Glue.Model;

/// <summary>Which crawler to describe.</summary>
public partial class GetCrawlerRequest : AmazonGlueRequest
{
    /// <summary>Its name. Required.</summary>
    public string Name { get; set; }
}
