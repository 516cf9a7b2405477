using System.Globalization;
using Datalake.Infrastructure.Plan;
using Pulumi.Printing;

namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>What the program prints for given settings.</summary>
internal static class PrintedStack
{
    private static readonly Lazy<DeployedStack> LazyDefault = new(() => Deploy());

    /// <summary>The two datasets with default settings.</summary>
    public static DeployedStack Default => LazyDefault.Value;

    /// <summary>The document.</summary>
    /// <param name="root">The folder it is made from; null: as it is in the repository.</param>
    /// <param name="settings">The settings; a subnet is set unless they name one.</param>
    public static string Print(StackRoot? root, params (string Name, string Value)[] settings) => Print(root, null, null, settings);

    /// <summary>What is deployed.</summary>
    /// <param name="settings">The settings.</param>
    public static DeployedStack Deploy(params (string Name, string Value)[] settings) => new(Print(null, settings));

    /// <summary>What is deployed in a region.</summary>
    /// <param name="region">The region, as the provider's settings name it.</param>
    /// <param name="settings">The settings.</param>
    public static DeployedStack DeployIn(string region, params (string Name, string Value)[] settings) =>
        new(Print(null, region, null, settings));

    /// <summary>What is deployed on a day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="settings">The settings.</param>
    public static DeployedStack DeployOn(string day, params (string Name, string Value)[] settings) =>
        new(Print(
            null, null, new FixedDay(DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)), settings));

    private static string Print(StackRoot? root, string? region, TimeProvider? time, (string Name, string Value)[] settings)
    {
        using var own = root is null ? new StackRoot() : null;
        var folder = (root ?? own)!.Folder;
        var all = new Dictionary<string, string>(StringComparer.Ordinal) { ["clusterSubnets"] = "subnet-0123456789abcdef0" };
        foreach (var (name, value) in settings) all[name] = value;
        var environment = new EngineEnvironment("datalake", "dev", new Dictionary<string, string>(StringComparer.Ordinal));
        return Recorder.Print(
            environment, () => LakeStack.Declare(LakePlan.Create(folder, "dev", all.GetValueOrDefault, all.Keys, region, time)));
    }

    private sealed class FixedDay(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
