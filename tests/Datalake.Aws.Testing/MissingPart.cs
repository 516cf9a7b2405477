using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace Datalake.Aws.Testing;

/// <summary>What a test needs and the machine has not.</summary>
public static class MissingPart
{
    /// <summary>Ends the test: a visible skip on a laptop, a failure on the build server (<c>CI=true</c>), which is there to run everything.</summary>
    /// <param name="what">What is missing, and how to get it.</param>
    [DoesNotReturn]
    public static void Skip(string what)
    {
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"Missing on the build server: {what}");
        Assert.Skip(what);
    }
}
