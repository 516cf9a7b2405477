using System.Text.RegularExpressions;
using Datalake.Infrastructure.Settings;
using Datalake.Infrastructure.Tests.Stack;

namespace Datalake.Infrastructure.Tests.Settings;

/// <summary>Pulumi.dev.yaml.example names every setting, with its default.</summary>
public partial class ExampleTests
{
    private static readonly Dictionary<string, string> Example = File.ReadLines(
            Path.Combine(StackRoot.Repository, "Pulumi.dev.yaml.example")
        )
        .Select(line => Setting().Match(line)).Where(match => match.Success)
        .ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value.Trim('"'), StringComparer.Ordinal);

    [Fact]
    public void It_names_every_setting_and_no_other()
    {
        var asked = new HashSet<string>(StringComparer.Ordinal);
        StackSettings.Read(new SettingsReader(name => Read(name)), "dev");
        Assert.Equal(asked.Order(StringComparer.Ordinal), Example.Keys.Order(StringComparer.Ordinal));

        string? Read(string name)
        {
            asked.Add(name);
            return null;
        }
    }

    [Fact]
    public void Its_values_are_the_defaults() => Assert.Equal(
            PrintedStack.Print(null),
            PrintedStack.Print(
                null, [.. Example.Where(setting => setting.Key != "clusterSubnets").Select(setting => (setting.Key, setting.Value))])
        );

    [GeneratedRegex("^  datalake:(?<name>[A-Za-z]+): (?<value>.*)$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Setting();
}
