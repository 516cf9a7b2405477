namespace Amazon.Glue.Model;

/// <summary>What reads and writes records.</summary>
public partial class SerDeInfo
{
    /// <summary>Its name.</summary>
    public string Name { get; set; }

    /// <summary>Its Java class.</summary>
    public string SerializationLibrary { get; set; }

    /// <summary>Its properties.</summary>
    public Dictionary<string, string> Parameters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
