using System.Text.Json.Serialization;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.TestFunction;

AppDomain.CurrentDomain.ProcessExit += (_, _) => Console.WriteLine("process exit");
await LambdaBootstrapBuilder
    .Create<Order, Answer>(HandleAsync, new SourceGeneratorLambdaJsonSerializer<TestJson>())
    .UseBootstrapHandler(() => Environment.GetEnvironmentVariable("TEST_SETTING") is "missing"
        ? throw new InvalidOperationException("TEST_SETTING is missing.")
        : Task.FromResult(true))
    .Build()
    .RunAsync();
Console.WriteLine("after the loop");

static async Task<Answer> HandleAsync(Order order, ILambdaContext context)
{
    switch (order.Do)
    {
        case "throw":
            throw new InvalidOperationException(order.Text);
        case "exit":
            Environment.Exit(3);
            break;
        case "wait for the file":
            // The test decides how long the invocation takes: until it makes a file.
            context.Logger.LogInformation("waiting");
            while (!File.Exists(order.Text)) await Task.Delay(10);
            break;
        default:
            break;
    }

    return new(order.Text, context.AwsRequestId, context.FunctionName, Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"));
}

namespace Amazon.Lambda.TestFunction
{
    /// <summary>What the test wants done.</summary>
    internal sealed record Order(string Do, string Text);

    /// <summary>What was done.</summary>
    internal sealed record Answer(string Text, string RequestId, string FunctionName, string? TraceId);

    [JsonSerializable(typeof(Order))]
    [JsonSerializable(typeof(Answer))]
    internal sealed partial class TestJson : JsonSerializerContext;
}
