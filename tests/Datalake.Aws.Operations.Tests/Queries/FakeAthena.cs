using System.Text.Json.Nodes;
using Amazon.Athena;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Datalake.Aws.Operations.Tests.Queries;

/// <summary>Answers as Athena does, from a script: the emulator's queries are done at once and without rows.</summary>
internal sealed class FakeAthena : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly Queue<JsonObject> executions = new();
    private readonly List<(string Operation, JsonObject Request)> calls = [];
    private readonly Lock gate = new();
    private JsonObject lastExecution = Execution("RUNNING");

    private FakeAthena(WebApplication server)
    {
        this.server = server;
    }

    /// <summary>What GetQueryResults answers, by the token of the page; the first has the empty one.</summary>
    public Dictionary<string, JsonObject> Pages { get; } = new(StringComparer.Ordinal);

    /// <summary>What StartQueryExecution refuses with, if it does.</summary>
    public string? Refusal { get; set; }

    /// <summary>Done when a query is asked after for the last scripted time.</summary>
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<(string Operation, JsonObject Request)> Calls
    {
        get
        {
            lock (gate) return [.. calls];
        }
    }

    public static async Task<FakeAthena> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var fake = new FakeAthena(builder.Build());
        fake.server.MapPost("/", fake.AnswerAsync);
        await fake.server.StartAsync(TestContext.Current.CancellationToken);
        return fake;
    }

    public static JsonObject Execution(string state, long scanned = 0, long milliseconds = 0, string? reason = null, int? category = null)
    {
        var status = new JsonObject { ["State"] = state };
        if (reason is not null) status["StateChangeReason"] = reason;
        if (category is not null) status["AthenaError"] = new JsonObject { ["ErrorCategory"] = category };
        return new JsonObject
        {
            ["QueryExecution"] = new JsonObject
            {
                ["QueryExecutionId"] = "q-1",
                ["Status"] = status,
                ["Statistics"] = new JsonObject { ["DataScannedInBytes"] = scanned, ["TotalExecutionTimeInMillis"] = milliseconds },
            },
        };
    }

    public static JsonObject Page(string? next, (string Name, string Type)[] columns, params string?[][] rows)
    {
        var page = new JsonObject
        {
            ["ResultSet"] = new JsonObject
            {
                ["ResultSetMetadata"] = new JsonObject
                {
                    ["ColumnInfo"] = new JsonArray([
                        .. columns.Select(column => new JsonObject { ["Name"] = column.Name, ["Type"] = column.Type }),
                    ]),
                },
                ["Rows"] = new JsonArray([.. rows.Select(row => new JsonObject { ["Data"] = new JsonArray([.. row.Select(Datum)]) })]),
            },
        };
        if (next is not null) page["NextToken"] = next;
        return page;
    }

    /// <summary>What GetQueryExecution answers, one after the other; the last again and again.</summary>
    public void Script(params JsonObject[] answers)
    {
        foreach (var answer in answers) executions.Enqueue(answer);
    }

    public AmazonAthenaClient Client() =>
        new(
            new BasicAWSCredentials("key", "secret"),
            new AmazonAthenaConfig
            {
                ServiceURL = server.Urls.First(),
                AuthenticationRegion = "eu-west-1",
                MaxErrorRetry = 0,
            }
        );

    public ValueTask DisposeAsync() => server.DisposeAsync();

    // A null of SQL has no value at all.
    private static JsonNode Datum(string? value) => value is null ? new JsonObject() : new JsonObject { ["VarCharValue"] = value };

    private async Task AnswerAsync(HttpContext context)
    {
        var operation = context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1];
        var request = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        lock (gate) calls.Add((operation, request));
        var answer = operation switch
        {
            "StartQueryExecution" when Refusal is not null => Refuse(context, Refusal),
            "StartQueryExecution" => new JsonObject { ["QueryExecutionId"] = "q-1" },
            "GetQueryExecution" => NextExecution(),
            "GetQueryResults" => Pages[(string?)request["NextToken"] ?? string.Empty],
            _ => [],
        };
        context.Response.ContentType = "application/x-amz-json-1.1";
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private JsonObject NextExecution()
    {
        lock (gate)
        {
            if (executions.TryDequeue(out var next)) lastExecution = next;
            if (executions.Count == 0) Asked.TrySetResult();
            return lastExecution;
        }
    }

    private static JsonObject Refuse(HttpContext context, string message)
    {
        context.Response.StatusCode = 400;
        return new JsonObject { ["__type"] = "InvalidRequestException", ["Message"] = message };
    }
}
