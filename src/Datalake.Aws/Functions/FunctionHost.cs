using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;

namespace Datalake.Aws.Functions;

/// <summary>Runs a function under the Lambda runtime API: makes it once, then hands it event after event.</summary>
public static class FunctionHost
{
    /// <summary>Runs until Lambda ends the process.</summary>
    /// <param name="create">Makes the function from its environment; what it throws is reported as a failed start.</param>
    public static async Task RunAsync(Func<Func<string, string?>, CancellationToken, Task<FunctionHandler>> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        FunctionHandler? function = null;
        using var bootstrap = LambdaBootstrapBuilder.Create(AnswerAsync).UseBootstrapHandler(StartAsync).Build();
        await bootstrap.RunAsync();

        async Task<bool> StartAsync()
        {
            function = await create(Environment.GetEnvironmentVariable, CancellationToken.None);
            return true;
        }

        async Task<Stream> AnswerAsync(Stream input, ILambdaContext context)
        {
            using var content = new MemoryStream();
            await input.CopyToAsync(content);
            var invocation = new Invocation(
                content.GetBuffer().AsMemory(0, (int)content.Length), context.AwsRequestId, context.RemainingTime);
            return new MemoryStream(await function!(invocation, CancellationToken.None));
        }
    }
}

/// <summary>Answers an event.</summary>
/// <param name="invocation">The call.</param>
/// <param name="cancellationToken">A token to cancel the operation.</param>
/// <returns>The answer's JSON text.</returns>
public delegate Task<byte[]> FunctionHandler(Invocation invocation, CancellationToken cancellationToken);
