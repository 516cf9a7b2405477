using Datalake.Datasets;
using Datalake.Infrastructure.Settings;
using Datalake.Protection;

namespace Datalake.Infrastructure.Plan;

/// <summary>Everything that is known before anything is declared: checked, so that what is declared from it can be deployed.</summary>
internal sealed class LakePlan
{
    private LakePlan(
        StackSettings settings, IReadOnlyList<DatasetContract> datasets, IReadOnlyList<RawBucketPlan> rawBuckets, LakeNames names)
    {
        Settings = settings;
        Datasets = datasets;
        RawBuckets = rawBuckets;
        Names = names;
    }

    /// <summary>The settings.</summary>
    public StackSettings Settings { get; }

    /// <summary>The datasets, ordered by name; at least one.</summary>
    public IReadOnlyList<DatasetContract> Datasets { get; }

    /// <summary>The buckets where arrivals come.</summary>
    public IReadOnlyList<RawBucketPlan> RawBuckets { get; }

    /// <summary>The names of resources.</summary>
    public LakeNames Names { get; }

    /// <summary>The files to upload.</summary>
    public required Artifacts Artifacts { get; init; }

    /// <summary>The views that files under <c>datasets/</c> declare.</summary>
    public required IReadOnlyList<PlannedView> Views { get; init; }

    /// <summary>How many calls of each function may run at once.</summary>
    public required ConcurrencyPlan Concurrency { get; init; }

    /// <summary>Where the secret keys of protect rules lie, by the variable that the rules name.</summary>
    public required IReadOnlyDictionary<string, SecretArn> ProtectionKeys { get; init; }

    /// <summary>Reads and checks everything.</summary>
    /// <param name="root">The folder of <c>Pulumi.yaml</c>.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="get">A setting's text by its name; null when it is not set.</param>
    /// <param name="given">The names of all settings that are set.</param>
    /// <param name="region">The region; null when the provider's settings do not name it.</param>
    /// <param name="time">Says which year it is; null for the machine's clock.</param>
    /// <exception cref="SettingsException">Something is wrong; it says everything at once.</exception>
    public static LakePlan Create(
        string root, string stack, Func<string, string?> get, IEnumerable<string> given, string? region = null, TimeProvider? time = null)
    {
        var reader = new SettingsReader(get, region, time);
        var settings = StackSettings.Read(reader, stack);
        var datasets = DatasetChoice.Read(Path.Combine(root, "datasets"), settings.Datasets, reader);
        var rawBuckets = RawBucketPlan.Create(datasets, settings, reader);
        var plan = new LakePlan(settings, datasets, rawBuckets, LakeNames.Create(datasets, rawBuckets, settings, reader))
        {
            Artifacts = Artifacts.Read(root, datasets, reader),
            Views = PlannedView.ReadAll(root, datasets, reader),
            Concurrency = ConcurrencyPlan.Create(datasets.Count, settings, reader),
            ProtectionKeys = ReadProtectionKeys(datasets, reader),
        };
        CheckEnvironment(datasets, reader);
        reader.ReportUnknown(given);
        return reader.Problems.Count == 0 ? plan : throw new SettingsException(reader.Problems);
    }

    /// <summary>The bucket where a dataset's arrivals come.</summary>
    /// <param name="dataset">The dataset.</param>
    public RawBucketPlan RawBucketOf(DatasetContract dataset) => RawBuckets.Single(bucket => bucket.Datasets.Contains(dataset));

    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 4 KB for all variables of a function. The functions that
    // serve all datasets get each contract (bucket, key and hash: about 130 characters with the dataset's name) and the name of its stream.
    private static void CheckEnvironment(IReadOnlyList<DatasetContract> datasets, SettingsReader reader)
    {
        const int Maximum = 4096;
        const int Rest = 1500;
        const int Contract = 130;
        var needed = Rest + datasets.Sum(dataset => Contract + dataset.Name.Length);
        if (needed > Maximum)
        {
            reader.Report(
                "datasets",
                $"has {datasets.Count} datasets, too many for the environment of one function (about {needed} of {Maximum} characters). " +
                "Deploy some of them as another stack, with a nameSuffix.");
        }
    }

    private static Dictionary<string, SecretArn> ReadProtectionKeys(IReadOnlyList<DatasetContract> datasets, SettingsReader reader)
    {
        var keys = new Dictionary<string, SecretArn>(StringComparer.Ordinal);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (dataset, key) in datasets.SelectMany(dataset => dataset.Protect.Select(rule => (dataset, rule.Key))))
        {
            if (key is null) continue;
            if (key.Kind != KeyReferenceKind.EnvironmentVariable)
            {
                reader.Report("datasets",
                    $"'{dataset.Name}' protects values with {key}, but a function has no such file. Name an environment variable in the " +
                    "contract: env:NAME.");
            }
            else if (asked.Add(key.Name))
            {
                if (SecretArn.TryParse(reader.Optional(key.Name), out var arn)) keys.Add(key.Name, arn);
                else
                    // What was set is not shown: it may be the key.
                    reader.Report(
                        key.Name,
                        $"must be the ARN of the secret (Secrets Manager) or parameter (Parameter Store) that holds the key of at least " +
                        $"{Protection.ProtectionKeys.MinimumBytes} bytes with which '{dataset.Name}' protects values, such as " +
                        $"{SecretArn.Example}. The key itself is never a setting.");
            }
        }

        return keys;
    }
}
