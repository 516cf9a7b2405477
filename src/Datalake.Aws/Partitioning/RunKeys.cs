namespace Datalake.Aws.Partitioning;

/// <summary>The keys below which clusters that run the partition routine keep their state in the lake.</summary>
internal static class RunKeys
{
    /// <summary>The prefix of all runs.</summary>
    public const string All = "_state/runs/";

    /// <summary>The file of a run: which function has taken it, and which cluster works on it.</summary>
    /// <param name="run">The run's name.</param>
    public static string File(string run) => $"{All}{run}/mark.json";

    /// <summary>The plan of a run: the hours that its cluster has to do.</summary>
    /// <param name="run">The run's name.</param>
    public static string Plan(string run) => $"{All}{run}/plan.json";
}
