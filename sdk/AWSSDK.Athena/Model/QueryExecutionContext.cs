namespace Amazon.Athena.Model;

/// <summary>What a query's names are looked up in.</summary>
public partial class QueryExecutionContext
{
    /// <summary>The catalog; <c>AwsDataCatalog</c> when it is not given.</summary>
    public string Catalog { get; set; }

    /// <summary>The database.</summary>
    public string Database { get; set; }
}
