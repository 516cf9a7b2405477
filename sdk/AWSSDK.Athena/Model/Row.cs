namespace Amazon.Athena.Model;

/// <summary>A row.</summary>
public partial class Row
{
    /// <summary>Its values, in the order of the columns.</summary>
    public List<Datum> Data { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
