namespace Amazon.ElasticMapReduce.Model;

/// <summary>What went wrong with a cluster.</summary>
public partial class ErrorDetail
{
    /// <summary>The code.</summary>
    public string ErrorCode { get; set; }

    /// <summary>The words for it.</summary>
    public string ErrorMessage { get; set; }

    /// <summary>Names and values that belong to it.</summary>
    public List<Dictionary<string, string>> ErrorData { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
