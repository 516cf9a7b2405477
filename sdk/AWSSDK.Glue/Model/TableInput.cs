namespace Amazon.Glue.Model;

/// <summary>A table's definition.</summary>
public partial class TableInput
{
    /// <summary>Its name. Required.</summary>
    public string Name { get; set; }

    /// <summary>What it is.</summary>
    public string Description { get; set; }

    /// <summary>Whose it is.</summary>
    public string Owner { get; set; }

    /// <summary>Its kind, for example <c>EXTERNAL_TABLE</c>.</summary>
    public string TableType { get; set; }

    /// <summary>Properties, those of partition projection among them.</summary>
    public Dictionary<string, string> Parameters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The columns it is partitioned by.</summary>
    public List<Column> PartitionKeys { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Its columns, where its files lie and how they are read.</summary>
    public StorageDescriptor StorageDescriptor { get; set; }

    /// <summary>For how long it is kept, in days.</summary>
    public int? Retention { get; set; }

    /// <summary>The text of a view, as it was written.</summary>
    public string ViewOriginalText { get; set; }

    /// <summary>The text of a view, with all names in full.</summary>
    public string ViewExpandedText { get; set; }

    /// <summary>When it was read last.</summary>
    public DateTime? LastAccessTime { get; set; }

    /// <summary>When its statistics were made.</summary>
    public DateTime? LastAnalyzedTime { get; set; }
}
