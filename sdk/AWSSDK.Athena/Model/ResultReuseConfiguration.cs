namespace Amazon.Athena.Model;

/// <summary>Whether an earlier result will do.</summary>
public partial class ResultReuseConfiguration
{
    /// <summary>By its age.</summary>
    public ResultReuseByAgeConfiguration ResultReuseByAgeConfiguration { get; set; }
}
