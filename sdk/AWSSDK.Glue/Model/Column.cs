namespace Amazon.Glue.Model;

/// <summary>A column.</summary>
public partial class Column
{
    /// <summary>Its name. Required.</summary>
    public string Name { get; set; }

    /// <summary>Its type, in Hive's words.</summary>
    public string Type { get; set; }

    /// <summary>What it is.</summary>
    public string Comment { get; set; }

    /// <summary>Properties.</summary>
    public Dictionary<string, string> Parameters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
