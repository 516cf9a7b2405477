using Pulumi.Printing;
using YamlDotNet.RepresentationModel;

namespace Pulumi.Subset.Tests;

/// <summary>Runs a program and reads what it prints.</summary>
internal static class Printed
{
    public static string Text(Action program, params (string Key, string Value)[] configuration) => Recorder.Print(
            new EngineEnvironment(
                "shop", "dev", configuration.ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.Ordinal)),
        () =>
        {
            program();
            return new Dictionary<string, object?>(StringComparer.Ordinal);
        });

    public static YamlNode Document(Action program) => Parse(Text(program));

    /// <summary>What is printed for an output of the stack.</summary>
    public static YamlNode Output(Func<object?> value)
    {
        var environment = new EngineEnvironment("shop", "dev", new Dictionary<string, string>(StringComparer.Ordinal));
        return Parse(Recorder.Print(environment, () => new Dictionary<string, object?>(StringComparer.Ordinal) { ["value"] = value() }))[
            "outputs"
        ]["value"];
    }

    private static YamlNode Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Assert.Single(stream.Documents).RootNode;
    }
}
