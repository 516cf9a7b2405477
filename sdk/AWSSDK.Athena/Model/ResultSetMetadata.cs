namespace Amazon.Athena.Model;

/// <summary>The columns of rows.</summary>
public partial class ResultSetMetadata
{
    /// <summary>The columns, in order.</summary>
    public List<ColumnInfo> ColumnInfo { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
