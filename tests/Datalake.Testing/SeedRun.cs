using System.Collections.Concurrent;
using System.Globalization;
using Xunit;

namespace Datalake.Testing;

/// <summary>
/// Runs a simulation with many seeds, on all processors. By default as many as fit into a given time, up to a given number; with
/// <see cref="Variable"/> exactly as many as that says.
/// </summary>
public static class SeedRun
{
    /// <summary>The environment variable that sets how many seeds are run, however long that takes.</summary>
    public const string Variable = "DATALAKE_SIM_SEEDS";

    // One fault shows with many seeds.
    private const int FailuresShown = 5;

    /// <summary>Whether a number of seeds is asked for, so that time does not matter.</summary>
    public static bool IsLong => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Runs a simulation with one seed after another, from one that is random or that <see cref="TestSeed.Variable"/> gives.</summary>
    /// <param name="simulate">Runs it with a seed, and fails where something is wrong.</param>
    /// <param name="maximum">How many seeds are run by default.</param>
    /// <param name="limit">No seed is begun after this time.</param>
    /// <param name="workers">How many are run at a time; 0 for as many as there are processors.</param>
    public static async Task RunAsync(Func<int, Task> simulate, int maximum, TimeSpan limit, int workers = 0)
    {
        ArgumentNullException.ThrowIfNull(simulate);
        var given = Environment.GetEnvironmentVariable(Variable);
        var count = IsLong ? int.Parse(given!, CultureInfo.InvariantCulture) : maximum;
        var first = TestSeed.Next();
        var test = TestContext.Current.TestMethod is { } method ? $"{method.TestClass.TestClassName}.{method.MethodName}" : "the test";
        var begun = TimeProvider.System.GetTimestamp();
        var run = 0;
        var failures = new ConcurrentBag<string>();
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = workers > 0 ? workers : Environment.ProcessorCount, CancellationToken = Test.Token,
        };
        await Parallel.ForAsync(0, count, options, async (number, _) =>
        {
            if (failures.Count >= FailuresShown || (!IsLong && TimeProvider.System.GetElapsedTime(begun) > limit)) return;
            var seed = unchecked(first + number);
            try
            {
                await simulate(seed);
                Interlocked.Increment(ref run);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failures.Add(
                    $"Seed {seed} fails. To replay it: {TestSeed.Variable}={seed} {Variable}=1 dotnet test --filter FullyQualifiedName~{test}\n{failure}");
            }
        });
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{run} seeds in {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:F1} s"));
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures));
    }
}
