namespace Amazon.Athena.Model;

/// <summary>What a query has cost.</summary>
public partial class QueryExecutionStatistics
{
    /// <summary>Bytes read from S3: what is paid for.</summary>
    public long? DataScannedInBytes { get; set; }

    /// <summary>The whole time, in milliseconds.</summary>
    public long? TotalExecutionTimeInMillis { get; set; }

    /// <summary>The time in the queue, in milliseconds.</summary>
    public long? QueryQueueTimeInMillis { get; set; }

    /// <summary>The time before planning, in milliseconds.</summary>
    public long? ServicePreProcessingTimeInMillis { get; set; }

    /// <summary>The time of planning, part of the engine's, in milliseconds.</summary>
    public long? QueryPlanningTimeInMillis { get; set; }

    /// <summary>The time of the engine, in milliseconds.</summary>
    public long? EngineExecutionTimeInMillis { get; set; }

    /// <summary>The time after the engine, in milliseconds.</summary>
    public long? ServiceProcessingTimeInMillis { get; set; }

    /// <summary>The file that lists the files the query wrote.</summary>
    public string DataManifestLocation { get; set; }

    /// <summary>Whether an earlier result was used.</summary>
    public ResultReuseInformation ResultReuseInformation { get; set; }
}
