using System.Diagnostics;

namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>The program as Pulumi runs it: a process in the folder of Pulumi.yaml, configured by environment variables.</summary>
public class ProgramTests
{
    [Fact]
    public async Task It_prints_the_stack_on_standard_output_and_nothing_else()
    {
        using var root = new StackRoot();
        var (exitCode, output, error) = await RunAsync(
            root,
            """{"datalake:clusterSubnets":"subnet-0123456789abcdef0","aws:region":"eu-west-1"}"""
        );

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(PrintedStack.DeployIn("eu-west-1").Document, output);
    }

    [Fact]
    public async Task The_region_of_the_provider_decides_what_the_functions_may_take()
    {
        using var root = new StackRoot();
        var (_, output, _) = await RunAsync(
            root,
            """{"datalake:clusterSubnets":"subnet-0123456789abcdef0","datalake:accountConcurrency":"1000","aws:region":"eu-west-1"}"""
        );

        Assert.Equal(PrintedStack.DeployIn("eu-west-1", ("accountConcurrency", "1000")).Document, output);
    }

    [Fact]
    public async Task It_prints_nothing_when_the_settings_are_bad()
    {
        using var root = new StackRoot();
        var (exitCode, output, error) = await RunAsync(root, """{"datalake:deliveryBuffer":"12","datalake:typo":"1"}""");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("deliveryBuffer: ", error, StringComparison.Ordinal);
        Assert.Contains("clusterSubnets: ", error, StringComparison.Ordinal);
        Assert.Contains("typo: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_without_a_stack_it_names_its_packages_only()
    {
        using var root = new StackRoot();
        File.Delete(root.Package("StructureRaw"));
        var (exitCode, output, error) = await RunAsync(root);

        Assert.Equal((0, ""), (exitCode, error));
        var call = PulumiDocument.Parse(output)["variables"]!["aws"]!["fn::invoke"]!;
        Assert.StartsWith("aws:", (string?)call["function"], StringComparison.Ordinal);
        Assert.Matches("^7[.]", (string?)call["options"]!["version"]);
    }

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(StackRoot root, string configuration) =>
        RunAsync(root, ("PULUMI_STACK", "dev"), ("PULUMI_PROJECT", "datalake"), ("PULUMI_CONFIG", configuration));

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        StackRoot root, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = root.Folder,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Datalake.Infrastructure.dll"));
        foreach (var name in new[] { "PULUMI_STACK", "PULUMI_PROJECT", "PULUMI_CONFIG" }) start.Environment.Remove(name);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
