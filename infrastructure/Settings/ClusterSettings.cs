using System.Globalization;

namespace Datalake.Infrastructure.Settings;

/// <summary>The cluster that partitions an hour, made for it and gone after it.</summary>
/// <param name="Release">The EMR release.</param>
/// <param name="Subnets">Where it may be; EMR takes the one with the most capacity.</param>
/// <param name="PrimaryTypes">Instance types of the primary node, most wanted first.</param>
/// <param name="WorkerTypes">Instance types of the workers, each with the units it counts.</param>
/// <param name="WorkerSpotUnits">Units of workers to take as spot capacity.</param>
/// <param name="WorkerOnDemandUnits">Units of workers to take on demand.</param>
/// <param name="SpotTimeoutMinutes">How long to wait for spot capacity before on-demand takes its place.</param>
/// <param name="IdleSeconds">How long it may have nothing to do before it ends.</param>
/// <param name="SecurityConfiguration">The EMR security configuration; may be null.</param>
/// <param name="SecurityGroups">Security groups by what they are for; empty: EMR's own.</param>
/// <param name="Tags">Its tags.</param>
internal sealed record ClusterSettings(
    string Release,
    IReadOnlyList<string> Subnets,
    IReadOnlyList<string> PrimaryTypes,
    IReadOnlyList<string> WorkerTypes,
    int WorkerSpotUnits,
    int WorkerOnDemandUnits,
    int SpotTimeoutMinutes,
    int IdleSeconds,
    string? SecurityConfiguration,
    IReadOnlyDictionary<string, string> SecurityGroups,
    IReadOnlyDictionary<string, string> Tags)
{
    private const int MostTypes = 5;

    /// <summary>Reads them.</summary>
    /// <param name="reader">Gives the settings.</param>
    public static ClusterSettings Read(SettingsReader reader)
    {
        var settings = new ClusterSettings(
            reader.Text("clusterRelease", "emr-7.9.0", IsRelease, "an EMR 7 release, like emr-7.9.0"),
            reader.List("clusterSubnets", "", text => IsId(text, "subnet-"), "subnets, like subnet-0123456789abcdef0"),
            reader.List("clusterPrimaryTypes", "m7g.xlarge,m6g.xlarge", IsType, "instance types, like m7g.xlarge"),
            reader.List(
                "clusterWorkerTypes", "m7g.xlarge:1,m6g.xlarge:1,r7g.xlarge:1,m7g.2xlarge:2,m6g.2xlarge:2", IsWeightedType,
                "instance types, like m7g.xlarge or m7g.2xlarge:2"),
            reader.Whole("clusterWorkerSpot", 2, 0, 1000, "units"),
            reader.Whole("clusterWorkerOnDemand", 0, 0, 1000, "units"),
            reader.Whole("clusterSpotTimeout", 10, 5, 1440, "minutes"),
            reader.Whole("clusterIdle", 600, 60, 604800, "seconds"),
            reader.Optional("clusterSecurityConfiguration"),
            reader.Pairs(
                "clusterSecurityGroups", (key, value) => key is "primary" or "workers" or "service" && IsId(value, "sg-"),
                "primary=sg-…, workers=sg-… and service=sg-…"),
            reader.Pairs(
                "clusterTags", (key, value) => key.Length <= 128 && value.Length <= 256, "key=value, of at most 128 and 256 characters")
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
        if (WorkerSpotUnits > 0 && WorkerTypes.Count == 1)
        {
            reader.Report(
                "clusterWorkerTypes",
                $"has only '{WorkerTypes[0]}', while clusterWorkerSpot is {WorkerSpotUnits}: when spot capacity of one type runs out " +
                "there is none. List more types, or use clusterWorkerOnDemand.");
        }

        if (WorkerSpotUnits == 0 && WorkerOnDemandUnits == 0)
            reader.Report("clusterWorkerSpot",
                "and clusterWorkerOnDemand are both 0, so the cluster would have no workers. Give one of them a number.");
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
