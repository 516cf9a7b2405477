using Datalake.Datasets;
using Datalake.Infrastructure.Settings;

namespace Datalake.Infrastructure.Plan;

/// <summary>A bucket where arrivals come, and which topics announce them.</summary>
/// <param name="Name">The bucket's name, or, of a new one, what its name is made of.</param>
/// <param name="IsNew">True: the stack makes the bucket.</param>
/// <param name="Topics">The topics.</param>
internal sealed record RawBucketPlan(string Name, bool IsNew, IReadOnlyList<RawTopicPlan> Topics)
{
    /// <summary>The datasets whose arrivals come here.</summary>
    public IEnumerable<DatasetContract> Datasets => Topics.SelectMany(topic => topic.Datasets);

    /// <summary>Groups datasets by bucket and prefix.</summary>
    /// <param name="datasets">The datasets.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="reader">Takes problems.</param>
    public static IReadOnlyList<RawBucketPlan> Create(
        IReadOnlyList<DatasetContract> datasets, StackSettings settings, SettingsReader reader)
    {
        foreach (var name in settings.RawBuckets.Keys.Where(name => datasets.Count > 0 && datasets.All(dataset => dataset.Name != name)))
            reader.Report(
                RawBucketSetting.Setting,
                $"names '{name}', which is no dataset of this stack. There are: {string.Join(", ", datasets.Select(dataset => dataset.Name))}."
            );
        return datasets
            .GroupBy(dataset => settings.RawBuckets.GetValueOrDefault(dataset.Name) ?? OwnBucket(dataset))
            .Select(group => new RawBucketPlan(group.Key.Name, group.Key.IsNew, RawTopicPlan.Create([.. group])))
            .OrderBy(bucket => bucket.Name, StringComparer.Ordinal)
            .ToArray();
    }

    private static RawBucketSetting OwnBucket(DatasetContract dataset) => new(dataset.Name.Replace('_', '-').Trim('-'), IsNew: true);
}
