using System.Text.Json;
using System.Text.RegularExpressions;

namespace Datalake.Infrastructure.Tests.Policies;

/// <summary>
/// The grammar of IAM policies (IAM User Guide, "Grammar of the IAM JSON policy language"), as far as it is used here: no Not… elements,
/// since what they let through grows with AWS; a Sid on every statement, since it says what the statement is for.
/// </summary>
internal static partial class PolicyGrammar
{
    private static readonly string[] Operators =
    [
        "ArnEquals", "ArnLike", "Bool", "NumericLessThan", "StringEquals", "StringLike",
    ];

    private static readonly string[] Keys =
    [
        "aws:SecureTransport",
        "aws:SourceAccount",
        "aws:SourceArn",
        "ec2:CreateAction",
        "iam:AWSServiceName",
        "iam:PassedToService",
        "kms:GrantIsForAWSResource",
        "kms:ViaService",
        "s3:TlsVersion", "s3:prefix", "sts:ExternalId",
        "aws:RequestTag/Name", "aws:RequestTag/for-use-with-amazon-emr-managed-policies",
        "aws:ResourceTag/for-use-with-amazon-emr-managed-policies",
    ];

    private static readonly string[] Elements = ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"];

    /// <summary>What is wrong with a document; nothing when it is right.</summary>
    public static IReadOnlyList<string> Check(string json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException failure)
        {
            return [$"It is not JSON: {failure.Message}"];
        }

        using (document)
        {
            return Check(document.RootElement);
        }
    }

    private static List<string> Check(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return ["It is no object."];
        var problems = root.EnumerateObject()
            .Where(member => member.Name is not ("Version" or "Statement"))
            .Select(member => $"'{member.Name}' is no element.")
            .ToList();
        if (Text(root, "Version") != "2012-10-17") problems.Add("Version is not 2012-10-17.");
        if (
            !root.TryGetProperty("Statement", out var statements)
            || statements.ValueKind != JsonValueKind.Array
            || statements.GetArrayLength() == 0
        )
        {
            return [.. problems, "Statement is no array of statements."];
        }

        problems.AddRange(
            statements
                .EnumerateArray()
                .SelectMany((statement, index) => CheckStatement(statement).Select(problem => $"Statement {index + 1}: {problem}"))
        );
        var sids = statements
            .EnumerateArray()
            .Select(statement => Text(statement, "Sid"))
            .GroupBy(sid => sid, StringComparer.Ordinal)
            .Where(group => group.Count() > 1);
        problems.AddRange(sids.Select(group => $"Two statements are named '{group.Key}'."));
        return problems;
    }

    private static IEnumerable<string> CheckStatement(JsonElement statement)
    {
        if (statement.ValueKind != JsonValueKind.Object)
        {
            yield return "It is no object.";
            yield break;
        }

        foreach (var member in statement.EnumerateObject().Where(member => !Elements.Contains(member.Name, StringComparer.Ordinal)))
            yield return $"'{member.Name}' is no element used here.";
        foreach (
            var twice in statement
                .EnumerateObject()
                .GroupBy(member => member.Name, StringComparer.Ordinal)
                .Where(group => group.Count() > 1)
        )
            yield return $"'{twice.Key}' stands twice.";
        if (!Sid().IsMatch(Text(statement, "Sid") ?? "")) yield return "Sid is not letters and digits.";
        if (Text(statement, "Effect") is not ("Allow" or "Deny")) yield return "Effect is neither Allow nor Deny.";
        foreach (var problem in CheckTexts(statement, "Action", Action(), "is not of the form service:Action")) yield return problem;
        var isTrust =
            statement.TryGetProperty("Action", out var action)
            && action.ValueKind == JsonValueKind.String
            && action.GetString()!.StartsWith("sts:", StringComparison.Ordinal);
        if (isTrust == statement.TryGetProperty("Resource", out _))
            yield return isTrust ? "A trust has no Resource." : "Resource is missing.";
        if (!isTrust) foreach (var problem in CheckTexts(statement, "Resource", Resource(), "is no ARN")) yield return problem;
        foreach (var problem in CheckPrincipal(statement)) yield return problem;
        foreach (var problem in CheckCondition(statement)) yield return problem;
    }

    private static IEnumerable<string> CheckTexts(JsonElement parent, string name, Regex form, string problem)
    {
        if (!parent.TryGetProperty(name, out var value)) return name == "Resource" ? [] : [$"{name} is missing."];
        var items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value];
        if (items.Length == 0) return [$"{name} is empty."];
        if (Array.Exists(items, item => item.ValueKind != JsonValueKind.String))
            return [$"{name} is neither a text nor an array of texts."];
        return items.Select(item => item.GetString()!).Where(text => !form.IsMatch(text)).Select(text => $"{name} '{text}' {problem}.");
    }

    private static IEnumerable<string> CheckPrincipal(JsonElement statement)
    {
        if (!statement.TryGetProperty("Principal", out var principal)) return [];
        if (principal.ValueKind == JsonValueKind.String)
            return principal.GetString() == "*" ? [] : ["A Principal that is a text can only be '*'."];
        if (principal.ValueKind != JsonValueKind.Object) return ["Principal is neither '*' nor an object."];
        return principal.EnumerateObject().SelectMany(kind => kind.Name switch
        {
            "Service" => CheckTexts(principal, "Service", Service(), "is no service"),
            "AWS" => CheckTexts(principal, "AWS", Arn(), "is no ARN"),
            _ => [$"'{kind.Name}' is no kind of principal used here."],
        });
    }

    private static IEnumerable<string> CheckCondition(JsonElement statement)
    {
        if (!statement.TryGetProperty("Condition", out var condition)) yield break;
        if (condition.ValueKind != JsonValueKind.Object || !condition.EnumerateObject().Any())
        {
            yield return "Condition is no object of operators.";
            yield break;
        }

        foreach (var test in condition.EnumerateObject())
        {
            if (!Operators.Contains(test.Name, StringComparer.Ordinal)) yield return $"'{test.Name}' is no operator used here.";
            if (test.Value.ValueKind != JsonValueKind.Object || !test.Value.EnumerateObject().Any())
            {
                yield return $"{test.Name} is no object of keys.";
                continue;
            }

            foreach (var key in test.Value.EnumerateObject())
            {
                if (!Keys.Contains(key.Name, StringComparer.Ordinal)) yield return $"'{key.Name}' is no condition key used here.";
                foreach (var problem in CheckTexts(test.Value, key.Name, NotEmpty(), "is empty")) yield return problem;
            }
        }
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    [GeneratedRegex("^[A-Za-z0-9]+$", RegexOptions.None, 60_000)]
    private static partial Regex Sid();

    [GeneratedRegex(@"^[a-z][a-z0-9-]*:([A-Z][A-Za-z0-9]*|\*)$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Action();

    [GeneratedRegex(@"^(\*|arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:[0-9]{0,12}:.+)$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Resource();

    [GeneratedRegex("^arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:[0-9]{0,12}:.+$", RegexOptions.None, 60_000)]
    private static partial Regex Arn();

    [GeneratedRegex(@"^[a-z0-9-]+\.amazonaws\.com$", RegexOptions.None, 60_000)]
    private static partial Regex Service();

    [GeneratedRegex(".", RegexOptions.None, 60_000)]
    private static partial Regex NotEmpty();
}
