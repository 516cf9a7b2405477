using System.Globalization;
using Xunit;

namespace Datalake.Testing;

/// <summary>The seed of a random test: another one each time, written to the test's output, so that a failure can be replayed.</summary>
public static class TestSeed
{
    /// <summary>The environment variable that sets the seed of all random tests.</summary>
    public const string Variable = "LAKE_TEST_SEED";

    /// <summary>Takes a seed for the test that runs.</summary>
    public static int Next()
    {
        var given = Environment.GetEnvironmentVariable(Variable);
        var seed = string.IsNullOrEmpty(given) ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        TestContext.Current.TestOutputHelper?.WriteLine($"To replay this test: {Variable}={seed.ToString(CultureInfo.InvariantCulture)}");
        return seed;
    }
}
