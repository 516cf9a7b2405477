using System.Text;
using System.Text.Json;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries.Athena;
using Datalake.Embedded.Queries.Parsing;

namespace Datalake.Embedded.Tests.Queries.Parsing;

public sealed class SqlScannerTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory]
    [InlineData("select a.b,1", "Word select", "Word a", "Symbol .", "Word b", "Symbol ,", "Number 1")]
    [InlineData("'a''b' 'c'", "Text 'a''b'", "Text 'c'")]
    [InlineData("e'a\\'b' E'\\\\' like'\\'", "Text e'a\\'b'", "Text E'\\\\'", "Word like", "Text '\\'")]
    [InlineData("\"a\"\"b\".x", "QuotedName \"a\"\"b\"", "Symbol .", "Word x")]
    [InlineData("$$a'$b$$ $t$ $$ $u$ $t $t$x", "Text $$a'$b$$", "Text $t$ $$ $u$ $t $t$", "Word x")]
    [InlineData("$1 $a b$c$d", "Symbol $", "Number 1", "Symbol $", "Word a", "Word b$c$d")]
    [InlineData("1.5e-3 .5 1_000 1e 2..3", "Number 1.5e-3", "Number .5", "Number 1_000", "Number 1", "Word e", "Number 2.", "Number .3")]
    [InlineData("a--b\nc--d\re", "Word a", "Word c", "Word e")]
    [InlineData("a/*b/*c*/d*/e /**/ f/***/g", "Word a", "Word e", "Word f", "Word g")]
    [InlineData("\u00a0\u3000\ufeff\u00fc\u00a0b", "Word \u00fc", "Word b")]
    [InlineData("a 'b", "Word a", "Unclosed 'b")]
    [InlineData("a \"b", "Word a", "Unclosed \"b")]
    [InlineData("a e'b\\", "Word a", "Unclosed e'b\\")]
    [InlineData("a $x$b$x", "Word a", "Unclosed $x$b$x")]
    [InlineData("a /* /* */ b", "Word a", "Unclosed /* /* */ b")]
    [InlineData("a -- b", "Word a")]
    [InlineData("")]
    public void A_text_is_split_into_tokens(string sql, params string[] expected)
    {
        var utf8 = Encoding.UTF8.GetBytes(sql);
        var found = new List<string>();
        var scanner = new SqlScanner(utf8);
        while (scanner.Read())
            found.Add($"{scanner.Current.Kind} {Encoding.UTF8.GetString(utf8[scanner.Current.Start..scanner.Current.End])}");
        Assert.Equal(expected, found);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_engine_and_the_scanner_see_the_same_arguments(int seed)
    {
        var random = new RandomSql(new Random(seed));
        using var scratch = new ScratchFolder();
        using var connection = scratch.OpenEngine(new EngineOptions());
        for (var i = 0; i < 100; i++)
        {
            var (text, count) = random.Arguments();
            var sql = $"SELECT list_value{text}";
            var tokens = new SqlTokens(Encoding.UTF8.GetBytes(sql));
            Assert.True(SqlArguments.Find(tokens, "SELECT list_value".Length)?.Count == count, sql);
            using var parsed = JsonDocument.Parse(
                (string)DuckDbEngine.Scalar(connection, $"SELECT CAST(json_serialize_sql({Sql.Text(sql)}) AS VARCHAR)")!);
            Assert.False(parsed.RootElement.GetProperty("error").GetBoolean(), $"{sql}\n{parsed.RootElement}");
            var call = parsed.RootElement.GetProperty("statements")[0].GetProperty("node").GetProperty("select_list")[0];
            Assert.True(call.GetProperty("children").GetArrayLength() == count, sql);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_work_is_linear_in_the_length_of_any_text(int seed)
    {
        var random = new Random(seed);
        string[] fragments =
        [
            "'",
            "\"",
            "$",
            "$a$",
            "$abc",
            "e'",
            "\\",
            "--",
            "\n",
            "/*",
            "*/",
            "/",
            "*",
            "a",
            "1",
            "1e",
            ".",
            "_",
            "(",
            ",",
            " ",
            "\u00fc",
            "\u00a0",
        ];
        for (var i = 0; i < 200; i++)
            AssertLinear(string.Concat(Enumerable.Range(0, random.Next(2000)).Select(_ => fragments[random.Next(fragments.Length)])));
    }

    [Theory]
    [InlineData("/* */")]
    [InlineData("/*")]
    [InlineData("--")]
    [InlineData("$a$b")]
    [InlineData("$aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("'")]
    [InlineData("(")]
    [InlineData("1e")]
    public void The_work_is_linear_in_what_repeats(string part)
    {
        AssertLinear(string.Concat(Enumerable.Repeat(part, 50_000)));
        AssertLinear($"${new string('a', 50_000)}$ {string.Concat(Enumerable.Repeat($" ${new string('a', 500)}{part}", 100))}");
    }

    private static void AssertLinear(string sql)
    {
        var utf8 = Encoding.UTF8.GetBytes(sql);
        var scanner = new SqlScanner(utf8);
        var end = 0;
        while (scanner.Read())
        {
            Assert.True(scanner.Current.Start >= end && scanner.Current.End > scanner.Current.Start, sql);
            end = scanner.Current.End;
        }

        Assert.True(scanner.Steps <= 2L * utf8.Length, $"{scanner.Steps} steps for {utf8.Length} bytes: {sql}");
    }
}
