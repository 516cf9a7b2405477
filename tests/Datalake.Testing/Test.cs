using Xunit;

namespace Datalake.Testing;

/// <summary>The test that runs.</summary>
public static class Test
{
    /// <summary>The deadline of a test that would hang on a fault, in milliseconds: so long that only a hang meets it.</summary>
    public const int SafetyNet = 15 * 60 * 1000;

    /// <summary>A token that is cancelled when the test run is stopped.</summary>
    public static CancellationToken Token => TestContext.Current.CancellationToken;
}
