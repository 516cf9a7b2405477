using System.Text.Json.Nodes;
using Amazon.ElasticMapReduce;
using Amazon.ElasticMapReduce.Model;
using Amazon.Runtime;
using Datalake.Aws.Testing;
using Datalake.Aws.Testing.Faults;
using Datalake.Aws.Testing.Functions;

namespace Datalake.Aws.EndToEnd.Tests;

public class PartitionTests(MotoFixture moto, PublishedFunctions functions)
{
    private const string Hourly = """
        {"version":"0","id":"53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa","detail-type":"Scheduled Event","source":"aws.events","account":"123456789012","time":"2026-11-20T10:10:00Z",
         "region":"eu-west-1","resources":["arn:aws:events:eu-west-1:123456789012:rule/checkout_partition_routine_trigger"],"detail":{}}
        """;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_hourly_event_starts_one_cluster_for_all_due_hours_however_often_it_comes()
    {
        await using var lake = await CloudLake.StartAsync("partition", moto, functions);
        await StageAsync(lake, "07", "08");
        var function = await StartAsync(lake);
        var first = JsonNode.Parse((await function.InvokeAsync(Hourly, cancellationToken: Stop)).Text)!;
        var second = JsonNode.Parse((await function.InvokeAsync(Hourly, cancellationToken: Stop)).Text)!;

        Assert.Equal(2, (int?)first["hoursDue"]);
        Assert.Null(first["skipped"]);
        Assert.Contains("under way", (string?)second["skipped"], StringComparison.Ordinal);
        using var emr = await EmrAsync();
        Assert.Single(lake.Proxy.Calls, call => call.Is("RunJobFlow"));
        var cluster = Assert.Single(
            (await emr.ListClustersAsync(new ListClustersRequest(), Stop)).Clusters, cluster => cluster.Id == (string?)first["clusterId"]);
        var step = Assert.Single((await emr.ListStepsAsync(new ListStepsRequest { ClusterId = cluster.Id }, Stop)).Steps);
        Assert.Equal(
            [
                "spark-submit",
                "--deploy-mode",
                "client",
                "--py-files",
                "/usr/share/aws/delta/lib/delta-spark.jar",
                $"s3://{lake.LakeBucket}/_deploy/spark/partition_routine-1.py",
                "--plan",
                $"s3://{lake.LakeBucket}/_state/runs/00000001/plan.json",
            ],
            step.Config.Args);
        var plan = JsonNode.Parse(await lake.ReadAsync("_state/runs/00000001/plan.json"))!;
        Assert.Equal($"s3://{lake.LakeBucket}", (string?)plan["lake"]);
        Assert.Equal(["2026010107", "2026010108"], plan["hours"]!.AsArray().Select(hour => (string?)hour!["hour"]));
        Assert.All(
            plan["hours"]!.AsArray(),
            hour => Assert.Equal($"s3://{lake.LakeBucket}/_deploy/contracts/checkout-1.json", (string?)hour!["contract"])
        );
    }

    [Fact]
    public async Task Without_due_hours_no_cluster_is_started()
    {
        await using var lake = await CloudLake.StartAsync("nothing-due", moto, functions);
        var function = await StartAsync(lake);
        var answer = JsonNode.Parse((await function.InvokeAsync(Hourly, cancellationToken: Stop)).Text)!;
        Assert.Equal(0, (int?)answer["hoursDue"]);
        Assert.DoesNotContain(lake.Proxy.Calls, call => call.Is("RunJobFlow"));
        Assert.Empty(await lake.KeysAsync("_state/runs/"));
    }

    [Fact]
    public async Task An_error_of_EMR_is_the_answer_and_the_next_try_starts_the_cluster()
    {
        await using var lake = await CloudLake.StartAsync("emr-error", moto, functions);
        await StageAsync(lake, "07");
        lake.Proxy.Break(Fault.Forbidden, 1, call => call.Is("RunJobFlow"));
        var function = await StartAsync(lake);
        var failed = await function.InvokeAsync(Hourly, cancellationToken: Stop);
        Assert.Equal("FunctionFailedException", failed.Error!.ErrorType);
        Assert.Contains("AccessDeniedException", failed.Error.ErrorMessage, StringComparison.Ordinal);
        Assert.Null(JsonNode.Parse((await function.InvokeAsync(Hourly, cancellationToken: Stop)).Text)!["skipped"]);
    }

    [Theory]
    [InlineData(Fault.AnswerLost)]
    [InlineData(Fault.AnswerHangs)]
    public async Task When_the_answer_of_EMR_is_lost_no_second_cluster_is_started(Fault fault)
    {
        await using var lake = await CloudLake.StartAsync($"emr-{fault}".ToLowerInvariant(), moto, functions);
        await StageAsync(lake, "07");
        lake.Proxy.Break(fault, 1, call => call.Is("RunJobFlow"));
        var function = await StartAsync(lake, fault);
        var first = await function.InvokeAsync(Hourly, cancellationToken: Stop);
        Assert.False(first.Succeeded, first.Text + string.Join("\n", lake.Proxy.Calls.Select(call => call.ToString())));
        Assert.Contains("being started", (await function.InvokeAsync(Hourly, cancellationToken: Stop)).Text, StringComparison.Ordinal);
        Assert.Single(lake.Proxy.Calls, call => call.Is("RunJobFlow"));
    }

    private static Task<FunctionProcess> StartAsync(CloudLake lake, Fault? fault = null) => lake.StartAsync(
        "SubmitPartitionRoutineCluster",
        "",
        ("DATALAKE_JOB_URI", $"s3://{lake.LakeBucket}/_deploy/spark/partition_routine-1.py"),
        ("DATALAKE_CLUSTER_RELEASE", "emr-7.5.0"),
        ("DATALAKE_CLUSTER_LOG_URI", $"s3://{lake.LakeBucket}/_logs/emr/"),
        ("DATALAKE_CLUSTER_SERVICE_ROLE", "DatalakeEmrService"),
        ("DATALAKE_CLUSTER_INSTANCE_PROFILE", "DatalakeEmrInstance"),
        ("DATALAKE_CLUSTER_SUBNETS", "subnet-1"),
        ("DATALAKE_CLUSTER_PRIMARY_TYPES", "m6g.xlarge"),
        ("DATALAKE_CLUSTER_WORKER_TYPES", "m6g.xlarge,r6g.xlarge"),
        ("DATALAKE_CLUSTER_CORE_UNITS", "1"),
        CloudLake.TimeoutFor(fault));

    private static async Task StageAsync(CloudLake lake, params string[] hours)
    {
        foreach (var hour in hours)
        {
            await lake.PutAsync(
                lake.LakeBucket,
                $"stage/checkout/ingestion_year=2026/ingestion_month=01/ingestion_day=01/ingestion_hour={hour}/part.parquet",
                "PAR1"u8.ToArray()
            );
        }
    }

    private async Task<AmazonElasticMapReduceClient> EmrAsync()
    {
        var server = await moto.RequireAsync();
        var config = new AmazonElasticMapReduceConfig
        {
            ServiceURL = server.Endpoint.OriginalString,
            AuthenticationRegion = MotoServer.Region,
        };
        return new AmazonElasticMapReduceClient(new BasicAWSCredentials(MotoServer.AccessKeyId, MotoServer.SecretAccessKey), config);
    }
}
