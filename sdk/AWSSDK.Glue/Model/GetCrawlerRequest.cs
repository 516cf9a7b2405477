namespace Amazon.Glue.Model;

/// <summary>Which crawler to tell of.</summary>
public partial class GetCrawlerRequest : AmazonGlueRequest
{
    /// <summary>Its name. Required.</summary>
    public string Name { get; set; }
}
