using Amazon.Runtime;

namespace Amazon.Glue.Model;

/// <summary>A table.</summary>
public partial class GetTableResponse : AmazonWebServiceResponse
{
    /// <summary>The table.</summary>
    public Table Table { get; set; }
}
