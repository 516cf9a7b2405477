using System.Text.Json.Serialization;

namespace Amazon.Athena.Model;

/// <summary>A query to run.</summary>
public partial class StartQueryExecutionRequest : AmazonAthenaRequest
{
    /// <summary>Its SQL, at most 262,144 bytes. Required.</summary>
    public string QueryString { get; set; }

    /// <summary>The catalog and database that names are looked up in.</summary>
    public QueryExecutionContext QueryExecutionContext { get; set; }

    /// <summary>The workgroup; <c>primary</c> when it is not given.</summary>
    public string WorkGroup { get; set; }

    /// <summary>Where the result goes, where the workgroup does not decide that.</summary>
    public ResultConfiguration ResultConfiguration { get; set; }

    /// <summary>Whether an earlier result will do.</summary>
    public ResultReuseConfiguration ResultReuseConfiguration { get; set; }

    /// <summary>The values of the query's question marks.</summary>
    public List<string> ExecutionParameters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Names this request, so that a retry starts no second query; when it is null, one is generated for each call.</summary>
    [JsonIgnore]
    public string ClientRequestToken { get; set; }
}
