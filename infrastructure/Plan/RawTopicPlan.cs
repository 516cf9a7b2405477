using Datalake.Datasets;

namespace Datalake.Infrastructure.Plan;

/// <summary>
/// A topic that announces arrivals in a bucket. S3 refuses filters of one bucket that overlap, so datasets whose keys may begin alike share
/// a topic; their functions then pass over what is not theirs.
/// </summary>
/// <param name="Prefix">What the keys begin with; may be empty.</param>
/// <param name="Datasets">The datasets, ordered by name; at least one.</param>
internal sealed record RawTopicPlan(string Prefix, IReadOnlyList<DatasetContract> Datasets)
{
    /// <summary>Groups the datasets of a bucket.</summary>
    /// <param name="datasets">The datasets.</param>
    public static IReadOnlyList<RawTopicPlan> Create(IReadOnlyList<DatasetContract> datasets)
    {
        var topics = new List<RawTopicPlan>();

        // In ordinal order a prefix comes right before all that it is a prefix of.
        foreach (var dataset in datasets.OrderBy(PrefixOf, StringComparer.Ordinal))
        {
            var prefix = PrefixOf(dataset);
            if (topics.Count > 0 && topics[^1] is var last && prefix.StartsWith(last.Prefix, StringComparison.Ordinal))
                topics[^1] = last with { Datasets = [.. last.Datasets, dataset] };
            else topics.Add(new RawTopicPlan(prefix, [dataset]));
        }

        return topics
            .Select(topic => topic with { Datasets = [.. topic.Datasets.OrderBy(dataset => dataset.Name, StringComparer.Ordinal)] })
            .ToArray();
    }

    /// <summary>
    /// What the keys of a dataset begin with, as far as it is plain: a filter takes other characters only encoded, and a shorter filter
    /// only lets more through, since the functions look at the whole key.
    /// </summary>
    /// <param name="dataset">The dataset.</param>
    private static string PrefixOf(DatasetContract dataset) => string.Concat(dataset.Raw.Keys.Prefix.TakeWhile(IsPlain));

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '/' or '!' or '-' or '_' or '.' or '(' or ')';
}
