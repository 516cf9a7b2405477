using System.Text;

namespace Datalake.Embedded.Tests.Queries.Parsing;

/// <summary>
/// Makes calls of a function whose arguments are full of what confuses a scanner: quotes, dollar signs, comment signs and commas in
/// strings, names and comments.
/// </summary>
internal sealed class RandomSql(Random random)
{
    private static readonly string[] Hostile =
    ["'", "\"", "$", "$$", "$a$", "\\", ",", "(", ")", "]", "--", "/", "*", ";", "e", "E", "1", "\u00fc", " ", "\n", "x"];
    private static readonly string[] Escaped = ["\\\\", "\\'", "''", "\"", "$$", ",", ")", "--", "/*", "*/", "x"];

    /// <summary>Makes the arguments of a call, with its brackets.</summary>
    /// <returns>The text, and how many arguments it has.</returns>
    public (string Text, int Count) Arguments()
    {
        var count = random.Next(1, 8);
        return (Call(count, depth: 0), count);
    }

    private string Call(int count, int depth) =>
        $"({string.Join($"{Space()},", Enumerable.Range(0, count).Select(_ => Space() + Argument(depth)))}{Space()})";

    private string Argument(int depth) => random.Next(depth < 3 ? 8 : 6) switch
    {
        0 => $"'{Content(["'"]).Replace("'", "''", StringComparison.Ordinal)}'",
        1 => $"{Pick(["e", "E"])}'{string.Concat(Some(() => Pick(Escaped)))}'",
        2 => $"\"n{Content(["\""]).Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        3 => $"$${Content([]).Replace("$", "d", StringComparison.Ordinal)}$$",
        4 => $"$t1$ {Content([])} $t1$",
        5 => Pick(["1", "1.5", ".5e-3", "1_000", "a", "a$b$c", "\u00fc1", "1 - -1", "2 * 3 / 4", "'x' LIKE'\\'", "NULL"]),
        6 => $"list_value{Space()}{Call(random.Next(1, 4), depth + 1)}",
        _ => $"[{Argument(depth + 1)}{Space()},{Space()}{Argument(depth + 1)}]",
    };

    private string Space() => random.Next(6) switch
    {
        0 => Comment(),
        1 => $"--{Content(["\n", "\r"])}{Pick(["\n", "\r"])}",
        2 => $" {Comment()}\t{Comment()}",
        3 => "\n",
        _ => " ",
    };

    private string Comment(int depth = 0)
    {
        var inner = random.Next(3) == 0 && depth < 4 ? Comment(depth + 1) : string.Empty;
        return $"/* {Words()} {inner} {Words()} */";

        string Words() => Content(["/", "*"]);
    }

    private string Content(string[] without)
    {
        var text = new StringBuilder(string.Concat(Some(() => Pick(Hostile))));
        foreach (var word in without.Where(word => word is not ("'" or "\""))) text.Replace(word, "_");
        return text.ToString();
    }

    private string[] Some(Func<string> one) => [.. Enumerable.Range(0, random.Next(8)).Select(_ => one())];

    private string Pick(string[] from) => from[random.Next(from.Length)];
}
