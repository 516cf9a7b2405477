using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.SQS.Model;
using Datalake.Aws.Operations.Stacks;
using Datalake.Aws.Storage;
using Datalake.Aws.Testing;
using Datalake.Storage;
using Datalake.Tables;
using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Commits;
using Datalake.Tables.Delta.Statistics;

namespace Datalake.Aws.Operations.Tests;

/// <summary>
/// A stack with the dataset <c>carts</c>, as a deployment would leave it, on the emulator. Its topics are heard by a queue.
/// </summary>
internal sealed class TestStack : IDisposable
{
    public const string Contract = """
        {"name":"carts","database":"carts","raw":{"keys":"carts/{id}.json","format":"json"},"identity":["id"],"changedAt":["at"],
         "columns":{"id":"string","at":"timestamp","total":"bigint"}}
        """;

    private static int made;

    private readonly MotoServer server;
    private readonly string name;

    private TestStack(MotoServer server, string name)
    {
        (this.server, this.name) = (server, name);
        Clients = new StackClients(
            new BasicAWSCredentials(MotoServer.AccessKeyId, MotoServer.SecretAccessKey), server.Endpoint, MotoServer.Region);
        Lake = new S3ObjectStore(Clients.S3, LakeBucket);
        Raw = new S3ObjectStore(Clients.S3, RawBucket);
    }

    public StackClients Clients { get; }

    public S3ObjectStore Lake { get; }

    public S3ObjectStore Raw { get; }

    public string LakeBucket => $"{name}-lake";

    public string RawBucket => $"{name}-raw";

    public string Database => name.Replace('-', '_');

    public string Stream => $"{name}-stream";

    public string RawTopic => $"arn:aws:sns:{MotoServer.Region}:{MotoServer.AccountId}:{name}-raw";

    public string StructuredTopic => $"arn:aws:sns:{MotoServer.Region}:{MotoServer.AccountId}:{name}-structured";

    public string StructureDead => QueueUrl("structure-dead");

    public string PartitionDead => QueueUrl("partition-dead");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestStack> CreateAsync(MotoFixture moto)
    {
        var stack = new TestStack(
            await moto.RequireAsync(), string.Create(CultureInfo.InvariantCulture, $"stack-{Interlocked.Increment(ref made)}"));
        await stack.CreateAsync();
        return stack;
    }

    public JsonObject Describe() => new()
    {
        ["region"] = MotoServer.Region,
        ["lakeBucket"] = LakeBucket,
        ["workgroup"] = "datalake",
        ["deliverFunction"] = "DeliverToFirehoseProxy",
        ["partitionFunction"] = "submitPartitionRoutineCluster",
        ["datasets"] = new JsonObject
        {
            ["carts"] = new JsonObject
            {
                ["contract"] = $"s3://{LakeBucket}/_deploy/contracts/carts-1.json",
                ["rawBucket"] = RawBucket,
                ["rawTopic"] = RawTopic,
                ["structuredTopic"] = StructuredTopic,
                ["deliveryStream"] = Stream,
                ["database"] = Database,
                ["structureFunction"] = "StructCartsData",
            },
        },
        ["deadLetters"] = new JsonObject { ["StructCartsData"] = StructureDead, ["submitPartitionRoutineCluster"] = PartitionDead },
    };

    public async Task<DeployedStack> LoadAsync() => await DeployedStack.LoadAsync(Clients.S3, await DescribeAsync(), Cancellation);

    public Task<StackDescription> DescribeAsync() => DeployedStack.DescribeAsync(Clients.S3, LakeBucket, Cancellation);

    public async Task PutAsync(string key, string text) =>
        await Lake.PutAsync(key, System.Text.Encoding.UTF8.GetBytes(text), PutMode.Replace, Cancellation);

    public async Task PutRawAsync(string key, string text = "{}") =>
        await Raw.PutAsync(key, System.Text.Encoding.UTF8.GetBytes(text), PutMode.Replace, Cancellation);

    public Task DieAsync(string queueUrl, string body) => Clients.Sqs.SendMessageAsync(queueUrl, body, Cancellation);

    /// <summary>How many messages a queue shows.</summary>
    public async Task<int> CountAsync(string queueUrl)
    {
        var answer = await Clients.Sqs.GetQueueAttributesAsync(queueUrl, ["ApproximateNumberOfMessages"], Cancellation);
        return int.Parse(answer.Attributes["ApproximateNumberOfMessages"], CultureInfo.InvariantCulture);
    }

    /// <summary>Takes the messages that topics have told of.</summary>
    public async Task<IReadOnlyList<(string Topic, string Message)>> HearAsync()
    {
        var heard = new List<(string, string)>();
        while (true)
        {
            var answer = await Clients.Sqs.ReceiveMessageAsync(
                new ReceiveMessageRequest
                {
                    QueueUrl = QueueUrl("heard"),
                    MaxNumberOfMessages = 10,
                    WaitTimeSeconds = 0,
                },
                Cancellation
            );
            if (answer.Messages is not { Count: > 0 } messages) return heard;
            foreach (var message in messages)
            {
                var envelope = JsonNode.Parse(message.Body)!;
                heard.Add(((string)envelope["TopicArn"]!, (string)envelope["Message"]!));
                await Clients.Sqs.DeleteMessageAsync(QueueUrl("heard"), message.ReceiptHandle, Cancellation);
            }
        }
    }

    /// <summary>Commits a version of the consumable table: one more file with so many rows; null: the log does not say.</summary>
    public async Task CommitAsync(long? rows)
    {
        var table = new DeltaTable(Lake, LakeKeys.Consumable("carts"), null, TimeProvider.System);
        var held = await table.OpenAsync(Cancellation);
        var contract = (await LoadAsync()).Require("carts").Contract;
        var file = new DataFile
        {
            Path = $"year=2026/month=11/day=20/{table.NewId():N}.parquet",
            PartitionValues = new Dictionary<string, string?>(StringComparer.Ordinal) { ["year"] = "2026", ["month"] = "11", ["day"] = "20" },
            Size = 1,
            ModificationTime = 0,
            Stats = rows is { } known ? FileStatistics.Write(known, []) : null,
        };
        var commit = new TableCommit
        {
            Operation = "WRITE",
            Adds = [file],
            Metadata = held is not null
                ? null
                : TableMetadata.Of(table.NewId(), TableSchema.Consumable(contract), TimeProvider.System.GetUtcNow()),
        };
        Assert.IsType<CommitResult.Committed>(await table.CommitAsync(held, commit, Cancellation));
    }

    public async Task CreateTableAsync(string table, string totalType = "bigint", bool isDelta = false)
    {
        string[][] columns =
        [
            ["id", "string"],
            ["at", "timestamp"],
            ["total", totalType],
            ["_rescued", "string"],
            ["_source", "string"],
            ["_ingested_at", "timestamp"],
            ["_digest", "string"],
        ];
        var declared = columns.Select(column => (JsonNode)new JsonObject { ["Name"] = column[0], ["Type"] = column[1] });
        var input = new JsonObject
        {
            ["Name"] = table,
            ["Parameters"] = isDelta ? new JsonObject { ["table_type"] = "DELTA" } : new JsonObject { ["classification"] = "parquet" },
            ["StorageDescriptor"] = new JsonObject { ["Columns"] = new JsonArray([.. declared]) },
        };
        await server.CallAsync(
            "glue", "AWSGlue.CreateTable", new JsonObject { ["DatabaseName"] = Database, ["TableInput"] = input }, Cancellation);
    }

    public async Task CreateStreamAsync() => await server.CallAsync(
        "firehose",
        "Firehose_20150804.CreateDeliveryStream",
        new JsonObject
        {
            ["DeliveryStreamName"] = Stream,
            ["DeliveryStreamType"] = "DirectPut",
            ["ExtendedS3DestinationConfiguration"] = new JsonObject
            {
                ["RoleARN"] = $"arn:aws:iam::{MotoServer.AccountId}:role/r", ["BucketARN"] = $"arn:aws:s3:::{LakeBucket}",
            },
        },
        Cancellation);

    public async Task<string> StartClusterAsync()
    {
        var request = new JsonObject
        {
            ["Name"] = name,
            ["Instances"] = new JsonObject
            {
                ["MasterInstanceType"] = "m5.xlarge",
                ["SlaveInstanceType"] = "m5.xlarge",
                ["InstanceCount"] = 2,
                ["KeepJobFlowAliveWhenNoSteps"] = true,
            },
        };
        return (string)(await server.CallAsync("elasticmapreduce", "ElasticMapReduce.RunJobFlow", request, Cancellation))["JobFlowId"]!;
    }

    public void Dispose() => Clients.Dispose();

    private string QueueUrl(string queue) => new Uri(server.Endpoint, $"/{MotoServer.AccountId}/{name}-{queue}").AbsoluteUri;

    private async Task CreateAsync()
    {
        foreach (var bucket in (string[])[LakeBucket, RawBucket]) await server.CreateBucketAsync(bucket, Cancellation);
        foreach (var queue in (string[])["structure-dead", "partition-dead", "heard"])
            await server.CallAsync("sqs", "AmazonSQS.CreateQueue", new JsonObject { ["QueueName"] = $"{name}-{queue}" }, Cancellation);
        foreach (var topic in (string[])[RawTopic, StructuredTopic])
        {
            await SnsAsync(("Action", "CreateTopic"), ("Name", topic.Split(':')[^1]));
            await SnsAsync(
                ("Action", "Subscribe"),
                ("TopicArn", topic),
                ("Protocol", "sqs"),
                ("Endpoint", $"arn:aws:sqs:{MotoServer.Region}:{MotoServer.AccountId}:{name}-heard")
            );
        }

        await server.CallAsync(
            "glue", "AWSGlue.CreateDatabase", new JsonObject { ["DatabaseInput"] = new JsonObject { ["Name"] = Database } }, Cancellation);
        await PutAsync("_deploy/contracts/carts-1.json", Contract);
        await PutAsync(StackDescription.Key, Describe().ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    private Task<string> SnsAsync(params (string Key, string Value)[] parameters) =>
        server.QueryAsync(
            "sns",
            parameters
                .Append((Key: "Version", Value: "2010-03-31"))
                .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
            Cancellation
        );
}
