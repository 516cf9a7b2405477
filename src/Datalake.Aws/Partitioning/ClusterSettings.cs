namespace Datalake.Aws.Partitioning;

/// <summary>The transient cluster that runs the partition routine.</summary>
public sealed record ClusterSettings
{
    /// <summary>The Spark job, <c>s3://…/partition_routine.py</c>.</summary>
    public required string JobUri { get; init; }

    /// <summary>The EMR release, 7.0 or later for Spark 3.5.</summary>
    public required string Release { get; init; }

    /// <summary>Where EMR puts logs, <c>s3://…/</c>.</summary>
    public required string LogUri { get; init; }

    /// <summary>The role of the EMR service.</summary>
    public required string ServiceRole { get; init; }

    /// <summary>The instance profile of the instances.</summary>
    public required string InstanceProfile { get; init; }

    /// <summary>The subnets in which the cluster may run; EMR takes the one with the best capacity.</summary>
    public required IReadOnlyList<string> Subnets { get; init; }

    /// <summary>The instance types of the primary node, which is always on demand.</summary>
    public required IReadOnlyList<WeightedInstanceType> PrimaryTypes { get; init; }

    /// <summary>The instance types of core and task nodes; the more there are, the likelier spot is found.</summary>
    public required IReadOnlyList<WeightedInstanceType> WorkerTypes { get; init; }

    /// <summary>Units of core nodes, on demand, because they hold HDFS. 0: the primary node does the work.</summary>
    public int CoreUnits { get; init; }

    /// <summary>Units of task nodes, spot; on demand where spot is not found in time. 0 where there are no core nodes.</summary>
    public int TaskUnits { get; init; }

    /// <summary>Minutes to wait for spot before on-demand is taken, 5 to 1,440 (EMR API, SpotProvisioningSpecification).</summary>
    public int SpotTimeoutMinutes { get; init; } = 10;

    /// <summary>
    /// Seconds without work after which a cluster that was left behind ends, 60 to 604,800 (EMR API, AutoTerminationPolicy).
    /// </summary>
    public int IdleSeconds { get; init; } = 600;

    /// <summary>A security configuration, for encryption on the cluster's disks and between its nodes; null for none.</summary>
    public string? SecurityConfiguration { get; init; }

    /// <summary>Security groups by role: primary, workers, service. EMR makes its own where there are none.</summary>
    public IReadOnlyDictionary<string, string> SecurityGroups { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Tags beside those of <see cref="ClusterTags"/>, which are no keys here.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>An instance type and how many units one instance counts for.</summary>
/// <param name="Type">The type, such as m6g.xlarge.</param>
/// <param name="Weight">Its units, 1 to 999.</param>
public sealed record WeightedInstanceType(string Type, int Weight);
