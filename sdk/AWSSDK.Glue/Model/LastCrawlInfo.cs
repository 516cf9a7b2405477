namespace Amazon.Glue.Model;

/// <summary>How a crawler's run ended.</summary>
public partial class LastCrawlInfo
{
    /// <summary>How.</summary>
    public LastCrawlStatus Status { get; set; }

    /// <summary>What went wrong.</summary>
    public string ErrorMessage { get; set; }

    /// <summary>The log group it wrote to.</summary>
    public string LogGroup { get; set; }

    /// <summary>The log stream it wrote to.</summary>
    public string LogStream { get; set; }

    /// <summary>What its lines begin with.</summary>
    public string MessagePrefix { get; set; }

    /// <summary>When it began, UTC.</summary>
    public DateTime? StartTime { get; set; }
}
