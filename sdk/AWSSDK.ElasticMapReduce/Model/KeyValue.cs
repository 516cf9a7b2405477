namespace Amazon.ElasticMapReduce.Model;

/// <summary>A name and a value.</summary>
public partial class KeyValue
{
    /// <summary>The name.</summary>
    public string Key { get; set; }

    /// <summary>The value.</summary>
    public string Value { get; set; }
}
