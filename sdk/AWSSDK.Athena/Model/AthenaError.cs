namespace Amazon.Athena.Model;

/// <summary>Why a query failed.</summary>
public partial class AthenaError
{
    /// <summary>Whose fault it is: 1 the service's, 2 the query's, 3 other.</summary>
    public int? ErrorCategory { get; set; }

    /// <summary>The number of the error, as Athena's documentation lists them.</summary>
    public int? ErrorType { get; set; }

    /// <summary>The words for it.</summary>
    public string ErrorMessage { get; set; }

    /// <summary>Whether running it again may help.</summary>
    public bool? Retryable { get; set; }
}
