namespace Amazon.Athena.Model;

/// <summary>A query, as it is now.</summary>
public partial class QueryExecution
{
    /// <summary>Its id.</summary>
    public string QueryExecutionId { get; set; }

    /// <summary>Its SQL.</summary>
    public string Query { get; set; }

    /// <summary>What kind of statement it is.</summary>
    public StatementType StatementType { get; set; }

    /// <summary>The kind more closely, for example <c>SELECT</c>.</summary>
    public string SubstatementType { get; set; }

    /// <summary>How far it is, and why.</summary>
    public QueryExecutionStatus Status { get; set; }

    /// <summary>What it has cost.</summary>
    public QueryExecutionStatistics Statistics { get; set; }

    /// <summary>What its names are looked up in.</summary>
    public QueryExecutionContext QueryExecutionContext { get; set; }

    /// <summary>Where its result is.</summary>
    public ResultConfiguration ResultConfiguration { get; set; }

    /// <summary>The values of its question marks.</summary>
    public List<string> ExecutionParameters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The engine that runs it.</summary>
    public EngineVersion EngineVersion { get; set; }

    /// <summary>Its workgroup.</summary>
    public string WorkGroup { get; set; }
}
