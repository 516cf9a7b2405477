using System.Text.RegularExpressions;

namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>docs/operate-aws.md names the alarms that there are, and what a role that queries needs.</summary>
public partial class OperatePageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(StackRoot.Repository, "docs", "operate-aws.md"));

    [Fact]
    public void It_lists_every_alarm_and_no_other()
    {
        var alarms = PrintedStack.Default.Of("cloudwatch/metricAlarm:MetricAlarm")
            .Select(alarm => alarm.Text("name")["datalake-".Length..])
            .Select(name => Dataset().Replace(Function().Replace(name, "<function>"), "-<dataset>"))
            .Distinct(StringComparer.Ordinal);

        Assert.Equal(alarms.Order(StringComparer.Ordinal), Rows("Alarms").Select(row => row.Split('`')[1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_role_that_queries_is_told_all_that_Athena_does_in_its_name()
    {
        var named = string.Concat(Rows("Permissions").Where(row => row.Split('|')[1].Trim() is "all" or "`query`"));

        // https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html, and KMS for writing results with a key.
        string[] needed =
        [
            "s3:GetBucketLocation", "s3:GetObject", "s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:ListMultipartUploadParts",
            "s3:AbortMultipartUpload", "s3:PutObject", "kms:Decrypt", "kms:GenerateDataKey", "glue:GetDatabase", "glue:GetTable",
            "glue:GetPartitions", "athena:StartQueryExecution", "athena:GetQueryExecution", "athena:GetQueryResults", "athena:StopQueryExecution",
        ];
        Assert.All(needed, action => Assert.Contains($"`{action}`", named, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Rows(string heading) =>
        Page.Split($"\n## {heading}\n")[1].Split("\n## ")[0].Split('\n').Where(line => line.StartsWith('|')).Skip(2);

    [GeneratedRegex("^(structure-(checkout|fulfillment)|deliver|partition)(?=-)", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Function();

    [GeneratedRegex("-(checkout|fulfillment)$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Dataset();
}
