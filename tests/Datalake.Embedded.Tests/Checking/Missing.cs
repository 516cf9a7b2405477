namespace Datalake.Embedded.Tests.Checking;

/// <summary>What a test needs and the machine has not.</summary>
internal static class Missing
{
    /// <summary>Ends the test: a visible skip on a laptop, a failure on the build server, which is there to run everything.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public static void Part(string what)
    {
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase)) throw new InvalidOperationException($"Missing on the build server: {what}");
        Assert.Skip(what);
    }
}
