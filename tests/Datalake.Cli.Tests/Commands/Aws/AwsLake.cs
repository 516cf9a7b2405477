using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using Datalake.Aws.Storage;
using Datalake.Aws.Testing;
using Datalake.Cli.Commands;
using Datalake.Embedded.Checkpoints;
using Datalake.Storage;
using Datalake.Tables;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Commits;

namespace Datalake.Cli.Tests.Commands.Aws;

/// <summary>
/// A small deployed lake on the emulator. Commands on it run in a process of their own, since the environment is what they take credentials
/// from.
/// </summary>
internal sealed class AwsLake
{
    private const string Contract = """
        {"name":"carts","database":"carts","raw":{"keys":"carts/{id}.json","format":"json"},"identity":["id"],"changedAt":["at"],"columns":{"id":"string","at":"timestamp"}}
        """;

    private static int made;

    private readonly MotoServer server;
    private readonly string name;

    private AwsLake(MotoServer server, string name)
    {
        (this.server, this.name) = (server, name);
    }

    public string Bucket => $"s3://{name}";

    private string DeadLetters => new Uri(server.Endpoint, $"/{MotoServer.AccountId}/{name}").AbsoluteUri;

    private string Topic => $"arn:aws:sns:{MotoServer.Region}:{MotoServer.AccountId}:{name}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<AwsLake> CreateAsync(MotoFixture moto)
    {
        var lake = new AwsLake(
            await moto.RequireAsync(), string.Create(CultureInfo.InvariantCulture, $"cli-lake-{Interlocked.Increment(ref made)}"));
        await lake.CreateAsync();
        return lake;
    }

    public Task PutAsync(string key, string text) => server.S3Async(HttpMethod.Put, $"/{name}/{key}", text, Cancellation);

    /// <summary>
    /// Makes the consumable table in so many versions, each with a file of 10 rows. Every second one has a checkpoint, and the versions
    /// before the last one are cleaned up.
    /// </summary>
    public async Task MakeTableAsync(int versions)
    {
        using var s3 = new AmazonS3Client(
            new BasicAWSCredentials(MotoServer.AccessKeyId, MotoServer.SecretAccessKey),
            new AmazonS3Config
            {
                ServiceURL = server.Endpoint.OriginalString, ForcePathStyle = true, AuthenticationRegion = MotoServer.Region,
            });
        var store = new S3ObjectStore(s3, name);
        var table = new DeltaTable(store, LakeKeys.Consumable("carts"), ParquetCheckpointFormat.Instance, TimeProvider.System);
        var schema = new TableSchema("carts", [], TableSchema.ChangeDate);
        Snapshot? held = null;
        for (var version = 0; version < versions; version++)
        {
            var day = new Dictionary<string, string?>(StringComparer.Ordinal) { ["year"] = "2026", ["month"] = "11", ["day"] = "20" };
            var commit = new TableCommit
            {
                Operation = "WRITE",
                Adds = [new DataFile { Path = $"{version}.parquet", PartitionValues = day, Size = 1, ModificationTime = 0, Stats = """{"numRecords":10}""" }],
                Metadata = held is not null ? null : TableMetadata.Of(table.NewId(), schema, TimeProvider.System.GetUtcNow()) with
                {
                    Configuration = new Dictionary<string, string>(StringComparer.Ordinal) { ["delta.checkpointInterval"] = "2" },
                },
            };
            held = Assert.IsType<CommitResult.Committed>(await table.CommitAsync(held, commit, Cancellation)).Snapshot;
        }

        for (var version = 0; version < versions - 1; version++)
            await store.DeleteAsync($"{table.Folder}_delta_log/{version:D20}.json", Cancellation);
    }

    /// <summary>Puts a notification of the lake's topic among the dead letters.</summary>
    public Task DieAsync() => server.CallAsync(
        "sqs",
        "AmazonSQS.SendMessage",
            new JsonObject
            {
                ["QueueUrl"] = DeadLetters,
                ["MessageBody"] = new JsonObject
                {
                    ["Type"] = "Notification",
                    ["TopicArn"] = Topic,
                    ["Message"] = "{}",
                }.ToJsonString(),
            },
        Cancellation);

    /// <summary>What Athena answers to the next query.</summary>
    public async Task AnswerAsync(JsonObject result)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var content = new StringContent(
            new JsonObject { ["results"] = new JsonArray(result), ["region"] = MotoServer.Region }.ToJsonString(),
            System.Text.Encoding.UTF8,
            "application/json"
        );
        using var answer = await http.PostAsync(new Uri(server.Endpoint, "/moto-api/static/athena/query-results"), content, Cancellation);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Runs <c>lake aws</c> with arguments on this lake.</summary>
    public Task<CliResult> RunAsync(params string[] args) => RunAsync(args, Bucket);

    /// <summary>Runs <c>lake aws</c> with arguments and <c>DATALAKE_LAKE</c>.</summary>
    public async Task<CliResult> RunAsync(string[] args, string? lake)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (
            var arg in (string[])
                [Path.Combine(AppContext.BaseDirectory, "lake.dll"), "aws", .. args, "--endpoint", server.Endpoint.OriginalString]
        )
            start.ArgumentList.Add(arg);
        start.Environment["DATALAKE_LAKE"] = lake;
        foreach (var (variable, value) in server.Environment.Where(pair => pair.Key != "AWS_ENDPOINT_URL"))
            start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var error = process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return new CliResult(process.ExitCode, await output, await error);
    }

    private async Task CreateAsync()
    {
        await server.CreateBucketAsync(name, Cancellation);
        await server.CallAsync("sqs", "AmazonSQS.CreateQueue", new JsonObject { ["QueueName"] = name }, Cancellation);
        await server.QueryAsync(
            "sns",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Action"] = "CreateTopic",
                ["Name"] = name,
                ["Version"] = "2010-03-31",
            },
            Cancellation
        );
        await PutAsync("_deploy/contracts/carts.json", Contract);
        var dataset = new JsonObject
        {
            ["contract"] = $"{Bucket}/_deploy/contracts/carts.json",
            ["rawBucket"] = name,
            ["rawTopic"] = Topic,
            ["structuredTopic"] = Topic,
            ["deliveryStream"] = name,
            ["database"] = "carts_db",
            ["structureFunction"] = "StructCartsData",
        };
        var stack = new JsonObject
        {
            ["region"] = MotoServer.Region,
            ["lakeBucket"] = name,
            ["workgroup"] = "primary",
            ["deliverFunction"] = "DeliverToFirehoseProxy",
            ["partitionFunction"] = "submitPartitionRoutineCluster",
            ["datasets"] = new JsonObject { ["carts"] = dataset },
            ["deadLetters"] = new JsonObject { ["StructCartsData"] = DeadLetters },
        };
        await PutAsync("_deploy/stack.json", stack.ToJsonString());
    }
}
