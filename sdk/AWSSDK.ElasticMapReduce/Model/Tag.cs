namespace Amazon.ElasticMapReduce.Model;

/// <summary>A tag.</summary>
public partial class Tag
{
    /// <summary>Its name.</summary>
    public string Key { get; set; }

    /// <summary>Its value.</summary>
    public string Value { get; set; }
}
