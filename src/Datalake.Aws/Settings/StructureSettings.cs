namespace Datalake.Aws.Settings;

/// <summary>The settings of StructureRaw, from its environment.</summary>
/// <param name="Function">The settings that every function has.</param>
/// <param name="Dataset">The dataset it structures. Arrivals that another contract claims are for another function.</param>
/// <param name="RawBucket">The bucket in which arrivals come.</param>
public sealed record StructureSettings(FunctionSettings Function, string Dataset, string RawBucket)
{
    /// <summary>Reads them.</summary>
    /// <param name="environment">The environment; problems are collected there.</param>
    public static StructureSettings Read(EnvironmentReader environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new StructureSettings(
            FunctionSettings.Read(environment),
            environment.Required("DATALAKE_DATASET", "the name of the dataset that this function structures"),
            environment.Required("DATALAKE_RAW_BUCKET", "the name of the bucket in which raw objects arrive"));
    }
}
