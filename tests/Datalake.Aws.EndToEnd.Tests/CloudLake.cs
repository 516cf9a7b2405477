using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;
using Datalake.Aws.Testing;
using Datalake.Aws.Testing.Faults;
using Datalake.Aws.Testing.Functions;
using Datalake.Aws.Testing.RuntimeApi;

namespace Datalake.Aws.EndToEnd.Tests;

/// <summary>
/// A lake on the emulator: buckets, topics and the delivery stream, and the published functions, each in a process of its own, which speak
/// to the emulator through a proxy with faults. A queue on each topic stands for the invocations: what a function fails on comes again, as
/// Lambda does it.
/// </summary>
public sealed class CloudLake : IAsyncDisposable
{
    /// <summary>The delivery stream.</summary>
    public const string DeliveryStream = "DataStreamStructuredCheckout";

    // Lambda tries an asynchronous event three times, then gives it to the dead letters; the wait between the tries is skipped here.
    private const int Tries = 3;

    private readonly string name;
    private readonly MotoServer moto;
    private readonly PublishedFunctions functions;
    private readonly List<IAsyncDisposable> owned = [];
    private readonly Dictionary<string, (FunctionProcess Process, string Queue)> running = new(StringComparer.Ordinal);

    private CloudLake(string name, MotoServer moto, PublishedFunctions functions)
    {
        this.name = name;
        this.moto = moto;
        this.functions = functions;
        var credentials = new BasicAWSCredentials(MotoServer.AccessKeyId, MotoServer.SecretAccessKey);
        S3 = new AmazonS3Client(
            credentials,
            new AmazonS3Config
            {
                ServiceURL = moto.Endpoint.OriginalString,
                AuthenticationRegion = MotoServer.Region,
                ForcePathStyle = true,
            }
        );
        Sqs = new AmazonSQSClient(
            credentials, new AmazonSQSConfig { ServiceURL = moto.Endpoint.OriginalString, AuthenticationRegion = MotoServer.Region });
    }

    /// <summary>The bucket of arrivals.</summary>
    public string RawBucket => $"{name}-raw";

    /// <summary>The lake's bucket.</summary>
    public string LakeBucket => $"{name}-lake";

    /// <summary>S3, without faults.</summary>
    public AmazonS3Client S3 { get; }

    /// <summary>What the functions speak through.</summary>
    public FaultProxy Proxy { get; private set; } = null!;

    /// <summary>Events that a function has failed on three times, with its last error.</summary>
    public ICollection<string> DeadLetters { get; } = [];

    /// <summary>How long a function has for an event: Lambda's maximum unless set.</summary>
    public TimeSpan FunctionTime { get; set; } = TimeSpan.FromMinutes(15);

    private AmazonSQSClient Sqs { get; }

    /// <summary>Makes a lake.</summary>
    /// <param name="name">A name that no other test uses.</param>
    /// <param name="moto">The emulator.</param>
    /// <param name="functions">The functions.</param>
    public static async Task<CloudLake> StartAsync(string name, MotoFixture moto, PublishedFunctions functions)
    {
        ArgumentNullException.ThrowIfNull(moto);
        var lake = new CloudLake(name, await moto.RequireAsync(), functions);
        lake.Proxy = await FaultProxy.StartAsync(lake.moto.Endpoint);
        lake.owned.Add(lake.Proxy);
        await lake.moto.CreateBucketAsync(lake.RawBucket, Stop);
        await lake.moto.CreateBucketAsync(lake.LakeBucket, Stop);
        await lake.NotifyAsync(lake.RawBucket, "", "NewCheckoutRawData", "raw");
        await lake.NotifyAsync(lake.LakeBucket, "structured_json/checkout/", "NewCheckoutStructuredData", "structured");
        await lake.CreateDeliveryStreamAsync();
        await lake.PutAsync(
            lake.LakeBucket,
            "_deploy/contracts/checkout-1.json",
            await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "datasets", "checkout", "dataset.json"), Stop)
        );
        return lake;
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>
    /// How long a function waits for an answer: on a slow machine no call may run out of time, except where <paramref name="fault"/> is an
    /// answer that never comes.
    /// </summary>
    /// <param name="fault">The fault that the functions are to meet, or null.</param>
    public static (string Name, string Value) TimeoutFor(Fault? fault) =>
        ("DATALAKE_CALL_TIMEOUT_SECONDS", fault == Fault.AnswerHangs ? "2" : "300");

    /// <summary>Starts the functions that structure and deliver.</summary>
    /// <param name="fault">The fault that they are to meet, or null.</param>
    public async Task StartPipelineAsync(Fault? fault = null)
    {
        await StartAsync("StructureRaw", "raw", ("DATALAKE_DATASET", "checkout"), ("DATALAKE_RAW_BUCKET", RawBucket), TimeoutFor(fault));
        await StartAsync(
            "DeliverToFirehoseProxy", "structured", ("DATALAKE_DELIVERY_STREAMS", $"checkout={name}-{DeliveryStream}"), TimeoutFor(fault));
    }

    /// <summary>Starts a function.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="queue">The queue whose messages are its events; empty for none.</param>
    /// <param name="variables">Its own environment.</param>
    public async Task<FunctionProcess> StartAsync(string function, string queue, params (string Name, string Value)[] variables)
    {
        var host = await RuntimeApiHost.StartAsync();
        owned.Add(host);
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (key, value) in moto.Environment) environment[key] = value;
        environment["AWS_ENDPOINT_URL"] = Proxy.Endpoint.OriginalString.TrimEnd('/');
        environment["DATALAKE_CONTRACTS"] = $"s3://{LakeBucket}/_deploy/contracts/checkout-1.json";
        environment["DATALAKE_LAKE_BUCKET"] = LakeBucket;
        foreach (var (key, value) in variables) environment[key] = value;
        var process = FunctionProcess.Start(
            new FunctionStart(functions.PathOf(function)) { Name = function, Environment = environment }, host);
        owned.Insert(0, process);
        await process.ReadyAsync(Stop);
        running[function] = (process, queue);
        return process;
    }

    /// <summary>Lets the functions take events until no queue has any.</summary>
    public async Task PumpAsync()
    {
        var tries = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var idle = 0; idle < 2;)
        {
            var taken = 0;
            foreach (var (process, queue) in running.Values.Where(one => one.Queue.Length > 0))
                taken += await PumpAsync(process, queue, tries);
            idle = taken == 0 ? idle + 1 : 0;
        }
    }

    /// <summary>Puts an object.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="content">The bytes.</param>
    public async Task PutAsync(string bucket, string key, byte[] content)
    {
        using var body = new MemoryStream(content);
        await S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, InputStream = body }, Stop);
    }

    /// <summary>The keys of the lake under a prefix.</summary>
    /// <param name="prefix">The prefix.</param>
    public async Task<IReadOnlyList<string>> KeysAsync(string prefix)
    {
        var keys = new List<string>();
        await foreach (
            var found in S3
                .Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = LakeBucket, Prefix = prefix })
                .S3Objects.WithCancellation(Stop)
        )
            keys.Add(found.Key);
        return keys;
    }

    /// <summary>The text of an object of the lake.</summary>
    /// <param name="key">Its key.</param>
    public async Task<string> ReadAsync(string key)
    {
        using var response = await S3.GetObjectAsync(LakeBucket, key, Stop);
        using var reader = new StreamReader(response.ResponseStream);
        return await reader.ReadToEndAsync(Stop);
    }

    /// <summary>The records in the stage. The emulator writes what it is given, where Firehose would write Parquet of it.</summary>
    public async Task<IReadOnlyList<JsonObject>> StagedAsync()
    {
        var records = new List<JsonObject>();
        foreach (var key in await KeysAsync("stage/checkout/")) records.AddRange(Objects(Encoding.UTF8.GetBytes(await ReadAsync(key))));
        return records;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var one in owned) await one.DisposeAsync();
        S3.Dispose();
        Sqs.Dispose();
    }

    private async Task<int> PumpAsync(FunctionProcess process, string queue, Dictionary<string, int> tries)
    {
        var url = $"{moto.Endpoint.OriginalString}/{MotoServer.AccountId}/{name}-{queue}";
        var received = await Sqs.ReceiveMessageAsync(
            new Amazon.SQS.Model.ReceiveMessageRequest
            {
                QueueUrl = url,
                MaxNumberOfMessages = 10,
                VisibilityTimeout = 0,
            },
            Stop
        );
        foreach (var message in received.Messages ?? [])
        {
            var envelope = JsonNode.Parse(message.Body)!;
            var call = new JsonObject
            {
                ["Records"] = new JsonArray(
                    new JsonObject
                    {
                        ["EventSource"] = "aws:sns",
                        ["EventVersion"] = "1.0",
                        ["Sns"] = envelope.DeepClone(),
                    }
                ),
            };
            var outcome = await process.InvokeAsync(
                call.ToJsonString(), new InvocationOptions { RequestId = message.MessageId, Timeout = FunctionTime }, Stop);
            var count = tries[message.MessageId] = tries.GetValueOrDefault(message.MessageId) + 1;
            if (!outcome.Succeeded && count < Tries) continue;
            if (!outcome.Succeeded) DeadLetters.Add($"{outcome.Error} {message.Body}");
            await Sqs.DeleteMessageAsync(url, message.ReceiptHandle, Stop);
        }

        return received.Messages?.Count ?? 0;
    }

    private async Task NotifyAsync(string bucket, string prefix, string topicName, string queue)
    {
        var topic = $"arn:aws:sns:{MotoServer.Region}:{MotoServer.AccountId}:{name}-{topicName}";
        await moto.QueryAsync("sns", new Dictionary<string, string>(StringComparer.Ordinal) { ["Action"] = "CreateTopic", ["Version"] = "2010-03-31", ["Name"] = $"{name}-{topicName}" }, Stop);
        await moto.QueryAsync("sqs", new Dictionary<string, string>(StringComparer.Ordinal) { ["Action"] = "CreateQueue", ["Version"] = "2012-11-05", ["QueueName"] = $"{name}-{queue}" }, Stop);
        await moto.QueryAsync(
            "sns",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Action"] = "Subscribe", ["Version"] = "2010-03-31", ["TopicArn"] = topic, ["Protocol"] = "sqs",
                ["Endpoint"] = $"arn:aws:sqs:{MotoServer.Region}:{MotoServer.AccountId}:{name}-{queue}",
            },
            Stop);
        await S3.PutBucketNotificationAsync(
            new PutBucketNotificationRequest
            {
                BucketName = bucket,
                TopicConfigurations =
                [
                    new TopicConfiguration
                    {
                        Topic = topic,
                        Events = [EventType.ObjectCreatedAll],
                        Filter =
                            prefix.Length == 0
                                ? null
                                : new Filter
                                {
                                    S3KeyFilter = new S3KeyFilter { FilterRules = [new FilterRule { Name = "prefix", Value = prefix }] },
                                },
                    },
                ],
            },
            Stop);
    }

    private Task<JsonObject> CreateDeliveryStreamAsync() => moto.CallAsync(
        "firehose",
        "Firehose_20150804.CreateDeliveryStream",
        new JsonObject
        {
            ["DeliveryStreamName"] = $"{name}-{DeliveryStream}",
            ["ExtendedS3DestinationConfiguration"] = new JsonObject
            {
                ["RoleARN"] = $"arn:aws:iam::{MotoServer.AccountId}:role/firehose",
                ["BucketARN"] = $"arn:aws:s3:::{LakeBucket}",
                ["Prefix"] = "stage/checkout/",
            },
        },
        Stop);

    private static List<JsonObject> Objects(byte[] text)
    {
        var objects = new List<JsonObject>();
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read()) objects.Add(JsonNode.Parse(ref reader)!.AsObject());
        return objects;
    }
}
