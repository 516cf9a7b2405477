namespace Pulumi.Printing;

/// <summary>Takes down what a program declares.</summary>
internal sealed class Recorder
{
    private static readonly AsyncLocal<Recorder?> Running = new();

    private readonly HashSet<(string Type, string Name)> declared = [];
    private readonly HashSet<string> keys = new(StringComparer.Ordinal) { "pulumi" };
    private readonly List<Resource> resources = [];
    private readonly OrderedDictionary<string, Invoke> invokes = new(StringComparer.Ordinal);

    private Recorder(EngineEnvironment environment)
    {
        Environment = environment;
    }

    /// <summary>The recorder of the program that runs.</summary>
    /// <exception cref="InvalidOperationException">None runs.</exception>
    public static Recorder Current => Running.Value ?? throw new InvalidOperationException("This is for within Deployment.RunAsync only.");

    public EngineEnvironment Environment { get; }

    public IReadOnlyList<Resource> Resources => resources;

    public IEnumerable<Invoke> Invokes => invokes.Values;

    /// <summary>Runs a program and gives what it declares as a Pulumi YAML document.</summary>
    /// <param name="environment">What Pulumi gives it.</param>
    /// <param name="program">The program; returns the stack's outputs.</param>
    public static string Print(EngineEnvironment environment, Func<IDictionary<string, object?>> program)
    {
        var before = Running.Value;
        var recorder = new Recorder(environment);
        Running.Value = recorder;
        try
        {
            return ProgramPrinter.Print(recorder, program());
        }
        finally
        {
            Running.Value = before;
        }
    }

    /// <summary>Takes down a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <returns>Its key in the document.</returns>
    /// <exception cref="InvalidOperationException">There is one of its type and name.</exception>
    public string Add(Resource resource)
    {
        var (type, name) = (resource.GetResourceType(), resource.GetResourceName());
        if (!declared.Add((type, name))) throw new InvalidOperationException($"There are two resources {type} named '{name}'. Rename one.");
        resources.Add(resource);
        return KeyFor(name, type);
    }

    /// <summary>Takes down a question to a provider, once.</summary>
    /// <param name="token">The function's token.</param>
    /// <param name="version">The provider's version.</param>
    /// <returns>The name of the variable that holds the answer.</returns>
    public string AddInvoke(string token, string version)
    {
        if (!invokes.TryGetValue(token, out var invoke))
        {
            invoke = new Invoke(KeyFor(token.Split(':')[^1], "answer"), token, version);
            invokes.Add(token, invoke);
        }

        return invoke.Key;
    }

    private string KeyFor(string name, string type)
    {
        // Within ${…} a dot, a bracket or a quote would need an escape; letters, digits, - and _ never do.
        var plain = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        if (!char.IsAsciiLetter(plain[0])) plain = "r" + plain;
        var key = plain;
        if (!keys.Add(key)) key = $"{plain}-{type.Split(':')[^1]}";
        for (var i = 2; key != plain && !keys.Add(key); i++) key = $"{plain}-{i}";
        return key;
    }

    /// <summary>A question to a provider.</summary>
    /// <param name="Key">The name of the variable that holds the answer.</param>
    /// <param name="Token">The function's token.</param>
    /// <param name="Version">The provider's version.</param>
    internal sealed record Invoke(string Key, string Token, string Version);
}
