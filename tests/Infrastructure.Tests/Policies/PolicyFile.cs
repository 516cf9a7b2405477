using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Datalake.Infrastructure.Tests.Policies;

/// <summary>A document of <c>policies/</c> as it lies there, with its placeholders.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Text">Its text.</param>
internal sealed partial record PolicyFile(string Name, string Text)
{
    /// <summary>What placeholders stand for in tests, where it matters.</summary>
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["Partition"] = "aws",
        ["Region"] = "eu-west-1",
        ["AccountId"] = "111122223333",
        ["AccountArn"] = "arn:aws:iam::111122223333:root",
        ["LakeBucketArn"] = "arn:aws:s3:::lake",
        ["RawBucketArn"] = "arn:aws:s3:::raw",
        ["RawKeys"] = "*_CheckoutOrder/*/id/*",
        ["Dataset"] = "checkout",
        ["Database"] = "checkout",
        ["RawTable"] = "raw_checkout",
        ["LogPrefix"] = "_logs/",
        ["Service"] = "sns.amazonaws.com",
        ["LogGroupArn"] = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/a",
    };

    /// <summary>The folder of documents.</summary>
    public static string Folder { get; } = Path.Combine(
            typeof(PolicyFile)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(data => data.Key == "RepositoryRoot")
                .Value!,
            "policies"
        );

    /// <summary>All documents.</summary>
    public static IReadOnlyList<PolicyFile> All { get; } =
    [
        .. Directory
            .GetFiles(Folder, "*.json")
            .Order(StringComparer.Ordinal)
            .Select(path => new PolicyFile(Path.GetFileName(path), File.ReadAllText(path))),
    ];

    /// <summary>The names of all documents.</summary>
    public static TheoryData<string> Names => [.. All.Select(file => file.Name)];

    /// <summary>
    /// True for a document that belongs to a topic, a queue, a bucket, a key or the trust of a role; others are what a role may do.
    /// </summary>
    public bool IsOfResource => Statements().Any(statement => statement.Principals.Count > 0);

    /// <summary>The names of its placeholders, without brackets.</summary>
    public IReadOnlyList<string> Placeholders =>
        [
            .. Token()
                .Matches(Text)
                .Select(match => match.Groups["name"].Value)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>A document by its name.</summary>
    public static PolicyFile Of(string name) => All.Single(file => file.Name == name);

    /// <summary>Its text with every placeholder filled in.</summary>
    public string Fill() =>
        Token()
            .Replace(Text, match => Values.GetValueOrDefault(match.Groups["name"].Value, $"arn:aws:test:::{match.Groups["name"].Value}"));

    /// <summary>Its statements, filled in.</summary>
    public IReadOnlyList<PolicyStatement> Statements()
    {
        using var document = JsonDocument.Parse(Fill());
        return [.. document.RootElement.GetProperty("Statement").EnumerateArray().Select(PolicyStatement.Read)];
    }

    [GeneratedRegex("<<(?<name>[^<>]*)>>", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Token();
}
