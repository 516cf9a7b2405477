using Xunit;

namespace Datalake.Aws.Testing;

/// <summary>
/// One <see cref="MotoServer"/> for all tests of an assembly, started when the first one asks and stopped after the last:
/// <c>[assembly: AssemblyFixture(typeof(MotoFixture))]</c>, and a constructor that takes it. Tests share it, so each makes its own names.
/// </summary>
public sealed class MotoFixture : IAsyncLifetime
{
    private readonly SemaphoreSlim _starting = new(1);
    private MotoServer? _server;

    /// <summary>The server; where there is no moto, ends the test as <see cref="MissingPart.Report"/> says.</summary>
    public async Task<MotoServer> RequireAsync()
    {
        await _starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _server ??= await MotoServer.RequireAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _starting.Dispose();
    }
}
