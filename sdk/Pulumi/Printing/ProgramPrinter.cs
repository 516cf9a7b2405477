namespace Pulumi.Printing;

/// <summary>Turns what was recorded into a Pulumi YAML document.</summary>
internal static class ProgramPrinter
{
    /// <summary>The document.</summary>
    /// <param name="recorder">What was recorded.</param>
    /// <param name="outputs">The stack's outputs.</param>
    /// <exception cref="RunException">Required properties are missing; the message names them all.</exception>
    public static string Print(Recorder recorder, IDictionary<string, object?> outputs)
    {
        var encoder = new ValueEncoder();
        var resources = new YamlMap();
        foreach (var resource in recorder.Resources) resources[resource.Key] = Resource(resource, encoder);

        var document = new YamlMap() { ["name"] = recorder.Environment.Project, ["runtime"] = "yaml" };
        Set(document, "variables", Variables(recorder.Invokes));
        Set(document, "resources", resources);
        Set(document, "outputs", encoder.Encode(outputs, "The stack's outputs"));
        return encoder.Missing.Count == 0 ? YamlWriter.Write(document) : throw new RunException(string.Join('\n', encoder.Missing));
    }

    private static YamlMap Variables(IEnumerable<Recorder.Invoke> invokes)
    {
        var variables = new YamlMap();
        foreach (var invoke in invokes) variables[invoke.Key] = InvokeCall(invoke.Token, invoke.Version);
        return variables;
    }

    /// <summary>A question to a provider, as a value of the document.</summary>
    /// <param name="token">The function's token.</param>
    /// <param name="version">The provider's version.</param>
    internal static YamlMap InvokeCall(string token, string version) => new()
    {
        ["fn::invoke"] = new YamlMap
        {
            ["function"] = token,
            ["options"] = new YamlMap { ["version"] = version },
        },
    };

    private static YamlMap Resource(Resource resource, ValueEncoder encoder)
    {
        var owner = $"'{resource.GetResourceName()}' ({resource.GetResourceType()})";
        var entry = new YamlMap() { ["type"] = resource.GetResourceType() };
        if (resource.Key != resource.GetResourceName()) entry["name"] = YamlText.Escape(resource.GetResourceName());
        Set(entry, "properties", encoder.Properties(resource.Args, owner));
        Set(entry, "options", Options(resource.Options, encoder, owner));
        return entry;
    }

    private static YamlMap Options(CustomResourceOptions options, ValueEncoder encoder, string owner)
    {
        var map = new YamlMap();
        Set(map, "dependsOn", encoder.Encode(options.DependsOn, owner));
        Set(map, "protect", options.Protect);
        Set(map, "retainOnDelete", options.RetainOnDelete);
        Set(map, "ignoreChanges", encoder.Encode(options.IgnoreChanges, owner));
        Set(map, "deleteBeforeReplace", options.DeleteBeforeReplace);
        Set(map, "version", options.Version);
        return map;
    }

    private static void Set(YamlMap map, string key, object? value)
    {
        if (value is null or System.Collections.ICollection { Count: 0 }) return;
        map[key] = value;
    }
}
