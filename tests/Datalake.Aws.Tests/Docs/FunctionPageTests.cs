using System.Reflection;
using Datalake.Aws.Logging;
using Datalake.Aws.Settings;

namespace Datalake.Aws.Tests.Docs;

/// <summary>The tables of docs/functions.md are whole, and name nothing that is gone.</summary>
public class FunctionPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(
            typeof(FunctionPageTests)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(data => data.Key == "RepositoryRoot")
                .Value!,
            "docs",
            "functions.md"
        )
    );

    [Fact]
    public void It_lists_every_metric()
    {
        var metrics = typeof(MetricNames)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(metrics.Order(StringComparer.Ordinal), Listed("Metrics").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_lists_every_variable_that_a_function_asks_for()
    {
        // Protect keys are asked for by the contracts, not by the settings.
        var listed = Listed("Environment").Where(name => name != "DATALAKE_PROTECT_KEY");
        Assert.Equal(Asked().Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static HashSet<string> Asked()
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        var environment = new EnvironmentReader(name =>
        {
            asked.Add(name);
            return null;
        });
        StructureSettings.Read(environment);
        DeliverSettings.Read(environment);
        PartitionSettings.Read(environment);
        return asked;
    }

    private static IEnumerable<string> Listed(string heading) =>
        Page.Split($"\n## {heading}\n")[1]
            .Split("\n## ")[0]
            .Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);
}
