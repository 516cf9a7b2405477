using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pulumi;

namespace Datalake.Infrastructure.Policies;

/// <summary>
/// The documents of <c>policies/</c>. A document is JSON with placeholders <c>&lt;&lt;Name&gt;&gt;</c> in its texts (IAM's own variables
/// are <c>${…}</c>); a text in an array whose placeholder stands for several values becomes one text for each.
/// </summary>
internal static partial class PolicyDocument
{
    /// <summary>The policy with its placeholders filled in.</summary>
    /// <param name="name">The file's name in <c>policies/</c>, e.g. <c>topic-access.json</c>.</param>
    /// <param name="values">What the placeholders stand for.</param>
    /// <exception cref="InvalidOperationException">
    /// There is no such document; it has a placeholder that is not given, or not one that is; several values stand outside an array.
    /// </exception>
    public static Output<string> Load(string name, Placeholders values) => Fill(name, Read(name), values);

    /// <summary>Fills in a document.</summary>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="json">Its text.</param>
    /// <param name="values">What the placeholders stand for.</param>
    internal static Output<string> Fill(string name, string json, Placeholders values)
    {
        using var document = JsonDocument.Parse(json);
        var wanted = Tokens().Matches(json).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var problems = wanted
            .Where(token => !values.Contains(token))
            .Order(StringComparer.Ordinal)
            .Select(token => $"has <<{token}>>, which is not given")
            .Concat(
                values
                    .Names.Where(given => !wanted.Contains(given))
                    .Order(StringComparer.Ordinal)
                    .Select(given => $"has no <<{given}>>, which is given")
            )
            .ToArray();
        if (problems.Length > 0) throw new InvalidOperationException($"policies/{name} {string.Join("; it ", problems)}.");
        return Output.JsonSerialize(Output.Create(Value(name, document.RootElement, values)));
    }

    [GeneratedRegex("<<(?<name>[A-Za-z]+)>>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tokens();

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no policies/{name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static object Value(string name, JsonElement element, Placeholders values) => element.ValueKind switch
    {
            JsonValueKind.Object => element
                .EnumerateObject()
                .ToDictionary(property => property.Name, property => Value(name, property.Value, values), StringComparer.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Items(name, item, values)).ToArray(),
        JsonValueKind.String => Texts(name, element.GetString()!, values) is [var only]
            ? only
                : throw new InvalidOperationException(
                    $"policies/{name}: '{element.GetString()}' stands for several values, so it must stand in an array."),
        JsonValueKind.Number => element.GetInt32(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new InvalidOperationException($"policies/{name} has a {element.ValueKind}, which no policy holds."),
    };

    private static object[] Items(string name, JsonElement item, Placeholders values) =>
        item.ValueKind == JsonValueKind.String ? Texts(name, item.GetString()!, values) : [Value(name, item, values)];

    private static object[] Texts(string name, string text, Placeholders values)
    {
        var tokens = Tokens().Matches(text);
        if (tokens.Count == 0) return [text];
        var several = tokens.Select(token => token.Groups["name"].Value).Where(values.IsList).Distinct(StringComparer.Ordinal).ToArray();
        if (several.Length > 1)
            throw new InvalidOperationException($"policies/{name}: '{text}' has two placeholders that stand for several values.");
        if (several.Length == 0) return [Filled(text, tokens, token => values.One(token))];
        return values
            .All(several[0])
            .Select(value => (object)Filled(text, tokens, token => token == several[0] ? value : values.One(token)))
            .ToArray();
    }

    private static Output<string> Filled(string text, MatchCollection tokens, Func<string, Output<string>> value)
    {
        var filled = Output.Create("");
        var at = 0;
        foreach (Match token in tokens)
        {
            filled = Output.Format($"{filled}{text[at..token.Index]}{value(token.Groups["name"].Value)}");
            at = token.Index + token.Length;
        }

        return Output.Format($"{filled}{text[at..]}");
    }
}
