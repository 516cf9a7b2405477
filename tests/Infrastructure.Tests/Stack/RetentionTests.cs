using System.Text.Json.Nodes;

namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>A bucket is versioned: what expires is a noncurrent version first. Both times together are what the setting says.</summary>
public class RetentionTests
{
    private static readonly DeployedStack Short = PrintedStack.Deploy(
        ("structuredDays", "4"), ("stageDays", "5"), ("quarantineDays", "7"), ("logDays", "3"), ("noncurrentDays", "60"));

    [Theory]
    [InlineData("structured_json/", 30, 4)]
    [InlineData("stage/", 90, 5)]
    [InlineData("_state/runs/", 90, 5)]
    [InlineData("quarantine/", 365, 7)]
    [InlineData("_logs/emr/", 30, 3)]
    [InlineData("_athena/", 7, 7)]
    public void An_object_of_the_lake_is_gone_after_the_days_that_the_setting_says(string prefix, int byDefault, int days)
    {
        Assert.Equal(byDefault, Days(PrintedStack.Default, "lake", prefix));
        Assert.Equal(days, Days(Short, "lake", prefix));
    }

    [Theory]
    [InlineData(37, 30)]
    [InlineData(8, 1)]
    public void A_raw_object_is_gone_after_the_days_that_the_setting_says(int rawDays, int noncurrentDays)
    {
        var stack = PrintedStack.Deploy(("rawDays", $"{rawDays}"), ("noncurrentDays", $"{noncurrentDays}"));

        Assert.Equal(rawDays, Days(stack, "raw-checkout", ""));
        Assert.Equal(noncurrentDays, Noncurrent(stack, "raw-checkout", "anything"));
    }

    [Fact]
    public void Raw_objects_and_tables_stay_and_their_old_versions_go()
    {
        foreach (var prefix in new[]
        {
            "consumable_tables/checkout/year=2026/month=11/day=20/a.parquet", "consumable_tables/checkout/_delta_log/00000000000000000000.json",
            "consumable_tables/checkout/_symlink_format_manifest/year=2026/month=11/day=20/manifest", "_state/finished/", "_deploy/",
        })
        {
            Assert.Null(Current(PrintedStack.Default, "lake", prefix));
            Assert.Equal(30, Noncurrent(PrintedStack.Default, "lake", prefix));
        }

        Assert.Null(Current(PrintedStack.Default, "raw-checkout", "anything"));
        Assert.Equal(30, Noncurrent(PrintedStack.Default, "raw-checkout", "anything"));
    }

    [Fact]
    public void All_but_the_last_of_these_days_an_object_of_the_lake_is_current() => Assert.Equal(
        [3, 4, 6, 2],
        new[] { "structured_json/", "stage/", "quarantine/", "_logs/emr/" }.Select(prefix => Current(Short, "lake", prefix)));

    private static int? Days(DeployedStack stack, string bucket, string key) =>
        Current(stack, bucket, key) + Noncurrent(stack, bucket, key);

    private static int? Current(DeployedStack stack, string bucket, string key) =>
        Rules(stack, bucket, key).Min(rule => (int?)(double?)rule["expiration"]?["days"]);

    private static int? Noncurrent(DeployedStack stack, string bucket, string key) =>
        Rules(stack, bucket, key).Min(rule => (int?)(double?)rule["noncurrentVersionExpiration"]?["noncurrentDays"]);

    // All rules that are for a key; of several, S3 follows the shortest.
    private static IEnumerable<JsonNode> Rules(DeployedStack stack, string bucket, string key) =>
        stack.One("s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", one => one.Name == bucket)
            .Inputs["rules"]!.AsArray().Select(rule => rule!)
            .Where(rule => key.StartsWith((string)rule["filter"]!["prefix"]!, StringComparison.Ordinal));
}
