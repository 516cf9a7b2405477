using System.Runtime.InteropServices;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Runs a function: asks the Lambda Runtime API for an event, handles it, hands in the answer or the error, and again.</summary>
public class LambdaBootstrap : IDisposable
{
    // What Lambda calls an answer over its limit.
    private const string TooLargeErrorType = "Function.ResponseSizeTooLarge";

    private const string TraceVariable = "_X_AMZN_TRACE_ID";

    private readonly InvocationHandler _handler;
    private readonly LambdaBootstrapInitializer? _initializer;
    private readonly LambdaBootstrapOptions _options;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();

    internal LambdaBootstrap(
        InvocationHandler handler, LambdaBootstrapInitializer? initializer, LambdaBootstrapOptions options, TimeProvider time)
    {
        _handler = handler;
        _initializer = initializer;
        _options = options;
        _time = time;
    }

    /// <summary>
    /// Runs until it is stopped by <paramref name="cancellationToken"/> or by SIGTERM. An event that is being handled is handled to its end
    /// and its outcome handed in; then this returns, so that what follows the call is what a function does to shut down.
    /// </summary>
    /// <exception cref="InvalidOperationException"><c>AWS_LAMBDA_RUNTIME_API</c> is missing or malformed.</exception>
    /// <exception cref="RuntimeApiClientException">The Runtime API is gone, or answered what a function cannot go on from.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var environment = LambdaEnvironment.Read(_options.RuntimeApiEndpoint);
        using var client = new RuntimeApiClient(environment, _time);
        using var terminating = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            Stop();
        });
        await using var cancelled = cancellationToken.UnsafeRegister(static self => ((LambdaBootstrap)self!).Stop(), this);

        if (_initializer is not null && !await InitializeAsync(client)) return;
        while (!_stopping.IsCancellationRequested)
        {
            Invocation invocation;
            try
            {
                invocation = await client.NextAsync(_stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }

            await HandleAsync(client, invocation);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what it holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _stopping.Dispose();
    }

    private void Stop()
    {
        try
        {
            _stopping.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The signal came when everything had ended.
        }
    }

    private async Task<bool> InitializeAsync(RuntimeApiClient client)
    {
        try
        {
            return await _initializer!();
        }
        catch (Exception exception)
        {
            client.LoggerOf(requestId: null).Log(LogLevel.Critical, exception.ToString());
            await client.InitErrorAsync(ErrorReport.Of(exception));
            throw;
        }
    }

    private async Task HandleAsync(RuntimeApiClient client, Invocation invocation)
    {
        var context = invocation.Context;
        Environment.SetEnvironmentVariable(TraceVariable, context.TraceId.Length == 0 ? null : context.TraceId);
        ReadOnlyMemory<byte> answer;
        try
        {
            answer = await _handler(invocation);
        }
        catch (Exception exception)
        {
            // Whatever a handler throws is the outcome of its invocation, and Lambda decides what comes of it; the next event is another
            // matter.
            context.Logger.Log(LogLevel.Error, exception.ToString());
            await client.ErrorAsync(context, ErrorReport.Of(exception));
            return;
        }

        if (await client.RespondAsync(context, answer)) return;
        var report = new ErrorReport(TooLargeErrorType, $"The answer has {answer.Length} bytes, more than Lambda takes.");
        context.Logger.Log(LogLevel.Error, report.Message);
        await client.ErrorAsync(context, report);
    }
}
