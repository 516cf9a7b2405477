namespace Datalake.Embedded.Tests.Checking;

/// <summary>The test that runs.</summary>
internal static class Test
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;
}
