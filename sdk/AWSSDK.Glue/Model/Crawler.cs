namespace Amazon.Glue.Model;

/// <summary>A crawler, as it is now.</summary>
public partial class Crawler
{
    /// <summary>Its name.</summary>
    public string Name { get; set; }

    /// <summary>What it is.</summary>
    public string Description { get; set; }

    /// <summary>What it is doing.</summary>
    public CrawlerState State { get; set; }

    /// <summary>How its last run ended.</summary>
    public LastCrawlInfo LastCrawl { get; set; }

    /// <summary>How long its run has taken so far, in milliseconds.</summary>
    public long? CrawlElapsedTime { get; set; }

    /// <summary>The database it fills.</summary>
    public string DatabaseName { get; set; }

    /// <summary>What the names of its tables begin with.</summary>
    public string TablePrefix { get; set; }

    /// <summary>The role it works with.</summary>
    public string Role { get; set; }

    /// <summary>Classifiers of one's own.</summary>
    public List<string> Classifiers { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>More settings, JSON.</summary>
    public string Configuration { get; set; }

    /// <summary>Its security configuration.</summary>
    public string CrawlerSecurityConfiguration { get; set; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime? CreationTime { get; set; }

    /// <summary>When it was changed last, UTC.</summary>
    public DateTime? LastUpdated { get; set; }

    /// <summary>Its version.</summary>
    public long? Version { get; set; }
}
