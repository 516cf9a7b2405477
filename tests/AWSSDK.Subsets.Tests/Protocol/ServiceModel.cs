using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Datalake.Testing;

namespace AWSSDK.Subsets.Tests.Protocol;

/// <summary>
/// A service as AWS itself describes it, read from the Python package <c>botocore</c>, which moto brings. Its names are those of the
/// official .NET packages, but for a capital at the beginning and <c>Exception</c> at the end of an error.
/// </summary>
internal sealed class ServiceModel
{
    private static readonly Lazy<Task<string[]>> Installed = new(FindAsync);

    private readonly JsonObject operations;
    private readonly JsonObject shapes;
    private readonly bool isJson;

    private ServiceModel(string version, JsonObject document)
    {
        Version = version;
        operations = document["operations"]!.AsObject();
        shapes = document["shapes"]!.AsObject();
        isJson = (string?)document["metadata"]!["protocol"] == "json";
    }

    /// <summary>The version of botocore.</summary>
    public string Version { get; }

    /// <summary>Reads one; ends the test where there is no botocore.</summary>
    /// <param name="service">The service's folder in botocore, e.g. <c>firehose</c>.</param>
    public static async Task<ServiceModel> RequireAsync(string service)
    {
        var installed = await Installed.Value;
        if (installed.Length == 0)
            MissingPart.Report("The Python package botocore is not installed. Install it with: pip install 'moto[server]'");
        var (version, folder) = (installed[0], installed[1]);
        var newest = Directory.GetDirectories(Path.Combine(folder, service)).Order(StringComparer.Ordinal).Last();
        await using var file = File.OpenRead(Path.Combine(newest, "service-2.json.gz"));
        await using var text = new GZipStream(file, CompressionMode.Decompress);
        return new ServiceModel(version, (await JsonNode.ParseAsync(text))!.AsObject());
    }

    /// <summary>The members of an operation's request; null when there is no such operation.</summary>
    public IReadOnlySet<string>? Request(string operation) => MembersOf(operation, "input");

    /// <summary>The members of an operation's response; null when there is no such operation.</summary>
    public IReadOnlySet<string>? Response(string operation) => MembersOf(operation, "output");

    /// <summary>The members of a structure; null when there is none of this name.</summary>
    public IReadOnlySet<string>? Structure(string name) =>
        (string?)shapes[name]?["type"] == "structure"
            ? shapes[name]!["members"]!.AsObject().Select(member => Capital(member.Key)).ToHashSet(StringComparer.Ordinal)
            : null;

    /// <summary>The values of an enumeration; null when there is none of this name.</summary>
    public IReadOnlySet<string>? Values(string name) =>
        shapes[name]?["enum"]?.AsArray().Select(value => (string)value!).ToHashSet(StringComparer.Ordinal);

    /// <summary>The name of the exception's shape; null when there is none.</summary>
    /// <param name="exception">The name of its class.</param>
    public string? Error(string exception) =>
        new[] { exception, exception[..^"Exception".Length] }.FirstOrDefault(name => (bool?)shapes[name]?["exception"] == true);

    /// <summary>The errors that an operation's answer can have: the code on the wire, and the members beside its message.</summary>
    public IEnumerable<(string Shape, string Code, IReadOnlyList<string> Members)> Errors(string operation) =>
        (operations[operation]!["errors"]?.AsArray() ?? [])
            .Select(error => (string)error!["shape"]!)
            .Select(shape => (shape, isJson ? shape : (string?)shapes[shape]!["error"]?["code"] ?? shape, MembersOfError(shape)));

    /// <summary>The members of an error beside its message, as they are on the wire.</summary>
    public IReadOnlyList<string> MembersOfError(string shape) =>
    [
        .. shapes[shape]!["members"]!.AsObject().Select(member => member.Key)
            .Where(name => !name.Equals("message", StringComparison.OrdinalIgnoreCase)),
    ];

    /// <summary>A value that a member of an error can have.</summary>
    public JsonNode ValueOf(string shape, string member)
    {
        var type = shapes[(string)shapes[shape]!["members"]![member]!["shape"]!]!;
        if ((string?)type["type"] == "boolean") return JsonValue.Create(true);
        return type["enum"] is JsonArray values ? values[0]!.DeepClone() : JsonValue.Create("a text");
    }

    /// <summary>A member's name in .NET.</summary>
    public static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private HashSet<string>? MembersOf(string operation, string side) => operations[operation] switch
    {
        null => null,
        var found when (string?)found[side]?["shape"] is { } shape => (HashSet<string>?)Structure(shape),
        _ => [],
    };

    private static async Task<string[]> FindAsync()
    {
        const string Question =
            "import botocore, os; print(botocore.__version__); print(os.path.join(os.path.dirname(botocore.__file__), 'data'))";
        var python = MissingPart.Program("python3", "Install Python 3 and then: pip install 'moto[server]'");
        var start = new ProcessStartInfo(python, ["-c", Question]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
    }
}
