using Xunit;

namespace Datalake.Testing;

/// <summary>The test that runs.</summary>
public static class Test
{
    /// <summary>A token that is cancelled when the test run is stopped.</summary>
    public static CancellationToken Token => TestContext.Current.CancellationToken;
}
