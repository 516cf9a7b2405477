using System.Globalization;
using System.Text.RegularExpressions;
using Datalake.Tests.Docs;

namespace Datalake.Tests.Layout;

public partial class LayoutTests
{
    private static readonly string[] Engines = ["DuckDB", "Parquet", "Microsoft.Data.Sqlite", "Datalake.Embedded"];
    private static readonly string[] Aws = ["AWSSDK", "Amazon.", "Datalake.Aws"];

    public static TheoryData<string> AllProjects => [.. Sources.Projects];

    // Time zones and hashes: libraries without input or output.
    private static readonly string[] OfTheCore = ["NodaTime", "System.IO.Hashing"];

    [Fact]
    public void The_core_builds_on_the_framework_and_two_libraries() =>
        Assert.Equal(OfTheCore, Sources.ReferencesOf("src/Datalake/Datalake.csproj").Order(StringComparer.Ordinal));

    [Fact]
    public void The_generator_builds_on_the_framework_alone() =>
        Assert.Empty(Sources.ReferencesOf("src/Datalake.Generator/Datalake.Generator.csproj"));

    [Fact]
    public void The_core_calls_nothing_else() =>
        Assert.All(
            typeof(DatasetContract).Assembly.GetReferencedAssemblies(),
            reference => Assert.True(reference.Name!.StartsWith("System.", StringComparison.Ordinal) || OfTheCore.Contains(reference.Name))
        );

    [Fact]
    public void The_embedded_lake_builds_on_nothing_of_AWS() => AssertWithout(Aws, "src/Datalake.Embedded/Datalake.Embedded.csproj");

    [Theory]
    [InlineData("src/Datalake.Aws/Datalake.Aws.csproj")]
    [InlineData("src/Datalake.Aws.Operations/Datalake.Aws.Operations.csproj")]
    [InlineData("infrastructure/infrastructure.csproj")]
    [InlineData("lambdas/StructureRaw/StructureRaw.csproj")]
    [InlineData("lambdas/DeliverToFirehoseProxy/DeliverToFirehoseProxy.csproj")]
    [InlineData("lambdas/SubmitPartitionRoutineCluster/SubmitPartitionRoutineCluster.csproj")]
    public void The_lake_on_AWS_builds_on_no_engine(string project) => AssertWithout(Engines, project);

    [Theory]
    [InlineData("src")]
    [InlineData("lambdas")]
    [InlineData("infrastructure")]
    public void No_product_builds_on_a_test_or_a_benchmark(string folder) => Assert.All(
        Sources.Projects.Where(project => project.StartsWith(folder + "/", StringComparison.Ordinal)),
        project => AssertWithout(["Datalake.Bench", "Datalake.Aws.Testing", "xunit"], project));

    [Theory]
    [MemberData(nameof(AllProjects))]
    public void A_namespace_is_that_of_its_folder(string project)
    {
        var root = Sources.RootNamespaceOf(project);
        foreach (var file in Sources.FilesOf(project))
        {
            if (Namespace().Match(File.ReadAllText(Path.Combine(Pages.Root, file))) is not { Success: true } found) continue;
            var folders = Path.GetRelativePath(Path.GetDirectoryName(project)!, Path.GetDirectoryName(file)!).Replace('\\', '/');
            var expected = folders == "." ? root : $"{root}.{folders.Replace('/', '.')}";
            Assert.True(
                found.Groups["name"].Value == expected,
                $"{file} has the namespace {found.Groups["name"].Value}; its folder is that of {expected}."
            );
        }
    }

    [Theory]
    [MemberData(nameof(AllProjects))]
    public void A_line_is_as_long_as_the_editor_configuration_allows_unless_a_text_is_longer(string project)
    {
        var configuration = File.ReadAllText(Path.Combine(Pages.Root, ".editorconfig"));
        var maximum = int.Parse(MaximumLength().Match(configuration).Groups["length"].Value, CultureInfo.InvariantCulture);
        foreach (var file in Sources.FilesOf(project))
        {
            var number = 0;
            var inText = false;
            foreach (var line in File.ReadLines(Path.Combine(Pages.Root, file)))
            {
                number++;
                var isText = inText || line.Contains('"', StringComparison.Ordinal) || line.StartsWith("using ", StringComparison.Ordinal);
                if (line.Split("\"\"\"").Length % 2 == 0) inText = !inText;
                Assert.True(isText || line.Length <= maximum, $"{file}:{number} has {line.Length} characters; wrap it at {maximum}.");
            }
        }
    }

    private static void AssertWithout(string[] beginnings, string project) =>
        Assert.DoesNotContain(
            Sources.ReferencesOf(project),
            name => beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
        );

    [GeneratedRegex(@"^max_line_length = (?<length>\d+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex MaximumLength();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);$", RegexOptions.Multiline, 1000)]
    private static partial Regex Namespace();
}
