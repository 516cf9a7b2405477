using System.Globalization;

namespace Datalake.Infrastructure.Settings;

/// <summary>The cluster that partitions an hour, made for it and gone after it.</summary>
/// <param name="Release">The EMR release.</param>
/// <param name="Subnets">Where it may be; EMR takes the one with the most capacity.</param>
/// <param name="PrimaryTypes">Instance types of the primary node, most wanted first.</param>
/// <param name="WorkerTypes">Instance types of core and task nodes, each with the units it counts.</param>
/// <param name="CoreUnits">Units of core nodes, on demand; 0: the primary node does the work.</param>
/// <param name="TaskUnits">Units of task nodes, spot; 0: none.</param>
/// <param name="SpotTimeoutMinutes">How long to wait for spot capacity before on-demand takes its place.</param>
/// <param name="IdleSeconds">How long it may have nothing to do before it ends.</param>
/// <param name="SecurityConfiguration">The user's own EMR security configuration; null: the stack makes one.</param>
/// <param name="SecurityGroups">Security groups by what they are for; empty: EMR's own.</param>
/// <param name="Tags">Its tags.</param>
internal sealed record ClusterSettings(
    string Release,
    IReadOnlyList<string> Subnets,
    IReadOnlyList<string> PrimaryTypes,
    IReadOnlyList<string> WorkerTypes,
    int CoreUnits,
    int TaskUnits,
    int SpotTimeoutMinutes,
    int IdleSeconds,
    string? SecurityConfiguration,
    IReadOnlyDictionary<string, string> SecurityGroups,
    IReadOnlyDictionary<string, string> Tags)
{
    // What the policies ask for: the service role makes and ends only what has it. The function sets it.
    private const string RequiredTag = "for-use-with-amazon-emr-managed-policies";
    private const int MostTypes = 5;

    // Amazon EC2 User Guide, "Tag restrictions", which hold for EMR too: 50 tags a resource. The function sets two of them.
    private const int MostTags = 48;

    /// <summary>Reads them.</summary>
    /// <param name="reader">Gives the settings.</param>
    public static ClusterSettings Read(SettingsReader reader)
    {
        var settings = new ClusterSettings(
            reader.Text("clusterRelease", "emr-7.9.0", IsRelease, "an EMR 7 release, like emr-7.9.0"),
            reader.List("clusterSubnets", "", text => IsId(text, "subnet-"), "subnets, like subnet-0123456789abcdef0"),
            reader.List("clusterPrimaryTypes", "m7g.xlarge,m6g.xlarge", IsType, "instance types, like m7g.xlarge"),
            reader.List(
                "clusterWorkerTypes", "m7g.xlarge:1,m6g.xlarge:1,r7g.xlarge:1,r6g.xlarge:1", IsWeightedType,
                "instance types, like m7g.xlarge or m7g.2xlarge:2"),
            reader.Whole("clusterCoreUnits", 0, 0, 1000, "units"),
            reader.Whole("clusterTaskUnits", 0, 0, 1000, "units"),
            reader.Whole("clusterSpotTimeout", 10, 5, 1440, "minutes"),
            reader.Whole("clusterIdle", 600, 60, 604800, "seconds"),
            reader.Optional("clusterSecurityConfiguration"),
            reader.Pairs(
                "clusterSecurityGroups", (key, value) => key is "primary" or "workers" or "service" && IsId(value, "sg-"),
                "primary=sg-…, workers=sg-… and service=sg-…"),
            reader.Pairs(
                "clusterTags", IsTag,
                "key=value, of at most 128 and 256 letters, digits, spaces and _.:/=+-@, without the keys that the lake and AWS set " +
                $"themselves (datalake:…, aws:…, {RequiredTag})")
        );
        settings.Check(reader);
        return settings;
    }

    private void Check(SettingsReader reader)
    {
        if (Subnets.Count == 0) reader.Report("clusterSubnets",
            "must name at least one subnet for the cluster: pulumi config set clusterSubnets subnet-….");
        CheckTypes("clusterPrimaryTypes", PrimaryTypes, reader);
        CheckTypes("clusterWorkerTypes", WorkerTypes, reader);
        if (TaskUnits > 0 && WorkerTypes.Count == 1)
        {
            reader.Report(
                "clusterWorkerTypes",
                $"has only '{WorkerTypes[0]}', while clusterTaskUnits is {TaskUnits}: when spot capacity of one type runs out " +
                "there is none. List more types, or use clusterCoreUnits.");
        }

        if (TaskUnits > 0 && CoreUnits == 0)
        {
            reader.Report(
                "clusterTaskUnits",
                $"is {TaskUnits} while clusterCoreUnits is 0: task nodes store nothing, so they need core nodes beside them. " +
                "Set clusterCoreUnits to 1 or more, or clusterTaskUnits to 0.");
        }

        if (Tags.Count > MostTags) reader.Report("clusterTags", $"must list at most {MostTags} tags, but lists {Tags.Count}.");
        if (SecurityGroups.Count > 0 && !(SecurityGroups.ContainsKey("primary") && SecurityGroups.ContainsKey("workers")))
            reader.Report("clusterSecurityGroups", "must name groups both for primary and for workers, or none at all.");
    }

    private static void CheckTypes(string setting, IReadOnlyList<string> types, SettingsReader reader)
    {
        // An instance fleet takes five types through the API when no allocation strategy is named, 30 with one; five are enough.
        if (types.Count is 0 or > MostTypes) reader.Report(setting, $"must list 1 to {MostTypes} instance types, but lists {types.Count}.");
        var families = types.GroupBy(type => IsArm(type), (arm, _) => arm).Count();
        if (families > 1)
            reader.Report(setting, $"mixes Graviton and x86 instance types ({string.Join(", ", types)}); a cluster runs on one of them.");
    }

    private static bool IsArm(string type) => type.Split('.')[0] is var family && family.Length > 2 && family.AsSpan(2).Contains('g');

    // Amazon EMR Management Guide, "Restrictions that apply to tagging resources". IAM ignores the case of a tag's key in conditions, so
    // keys that differ from the lake's by case only count as the lake's.
    private static bool IsTag(string key, string value) =>
        key.Length <= 128 && value.Length <= 256 && (key + value).All(c => char.IsLetterOrDigit(c) || " _.:/=+-@".Contains(c)) &&
        !IsAws(key) && !IsAws(value) && !key.StartsWith("datalake:", StringComparison.OrdinalIgnoreCase) &&
        !key.Equals(RequiredTag, StringComparison.OrdinalIgnoreCase);

    private static bool IsAws(string text) => text.StartsWith("aws:", StringComparison.OrdinalIgnoreCase);

    private static bool IsRelease(string text) =>
        text.StartsWith("emr-7.", StringComparison.Ordinal) &&
        text[6..].Split('.') is [{ Length: > 0 } minor, { Length: > 0 } patch] && (minor + patch).All(char.IsAsciiDigit);

    private static bool IsId(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal)
        && text.Length > prefix.Length
        && text[prefix.Length..].All(char.IsAsciiHexDigitLower);

    private static bool IsType(string text) =>
        text.Split('.') is [{ Length: >= 2 } family, { Length: > 0 } size] && char.IsAsciiLetterLower(family[0]) &&
        (family + size).All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool IsWeightedType(string text) => text.Split(':') switch
    {
        [var type] => IsType(type),
            [var type, var weight] => IsType(type)
                && int.TryParse(weight, NumberStyles.None, CultureInfo.InvariantCulture, out var units)
                && units is > 0 and <= 999,
        _ => false,
    };
}
