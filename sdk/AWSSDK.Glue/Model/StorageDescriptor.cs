namespace Amazon.Glue.Model;

/// <summary>The columns of a table or partition, where its files lie and how they are read.</summary>
public partial class StorageDescriptor
{
    /// <summary>The columns.</summary>
    public List<Column> Columns { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Where the files lie, <c>s3://…/</c>.</summary>
    public string Location { get; set; }

    /// <summary>The Java class that reads the files.</summary>
    public string InputFormat { get; set; }

    /// <summary>The Java class that writes them.</summary>
    public string OutputFormat { get; set; }

    /// <summary>What reads and writes records in them.</summary>
    public SerDeInfo SerdeInfo { get; set; }

    /// <summary>Whether they are compressed.</summary>
    public bool? Compressed { get; set; }

    /// <summary>The number of buckets; needed when there are bucket columns.</summary>
    public int? NumberOfBuckets { get; set; }

    /// <summary>The columns that records are split by.</summary>
    public List<string> BucketColumns { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The columns that they are sorted by.</summary>
    public List<Order> SortColumns { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Whether it lies in folders below.</summary>
    public bool? StoredAsSubDirectories { get; set; }

    /// <summary>Properties.</summary>
    public Dictionary<string, string> Parameters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
