namespace Amazon.Athena.Model;

/// <summary>Rows and their columns.</summary>
public partial class ResultSet
{
    /// <summary>The rows.</summary>
    public List<Row> Rows { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The columns.</summary>
    public ResultSetMetadata ResultSetMetadata { get; set; }
}
