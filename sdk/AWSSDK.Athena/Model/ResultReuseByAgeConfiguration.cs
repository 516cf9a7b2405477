namespace Amazon.Athena.Model;

/// <summary>Whether an earlier result will do, by its age.</summary>
public partial class ResultReuseByAgeConfiguration
{
    /// <summary>Whether it may be used. Required.</summary>
    public bool? Enabled { get; set; }

    /// <summary>How old it may be, at most 10,080 minutes; 60 when it is not given.</summary>
    public int? MaxAgeInMinutes { get; set; }
}
