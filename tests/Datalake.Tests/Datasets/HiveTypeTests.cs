using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Tests.Datasets;

public sealed class HiveTypeTests
{
    [Fact]
    public void Every_type_reads_back_from_its_text() =>
        Prop.ForAll(Arb.From(HiveTypeGenerator.Types), type => HiveType.Parse(type.ToString()).Equals(type)).Holds();

    [Fact]
    public void Every_type_reads_back_however_it_is_spaced_and_cased() =>
        Prop.ForAll(Arb.From(HiveTypeGenerator.PlainTypes), type =>
                    string.Equals(
                        HiveType.Parse(Spaced(type.ToString()).ToUpperInvariant()).ToString(),
                        type.ToString(),
                        StringComparison.OrdinalIgnoreCase
                    )
            )
            .Holds();

    [Theory]
    [InlineData("integer", "int")]
    [InlineData("DECIMAL", "decimal(10,0)")]
    [InlineData("decimal(38)", "decimal(38,0)")]
    [InlineData(" decimal ( 12 , 2 ) ", "decimal(12,2)")]
    [InlineData("Array < Struct < OrderId : String , n:INT > >", "array<struct<OrderId:string,n:int>>")]
    [InlineData("map<string,map<string,double>>", "map<string,map<string,double>>")]
    [InlineData("struct<string:string,cart-extra-context:string>", "struct<string:string,cart-extra-context:string>")]
    [InlineData("struct<`a.b`:int,`tick``ed`:int,`plain`:date>", "struct<`a.b`:int,`tick``ed`:int,plain:date>")]
    [InlineData("struct<```quoted```:int>", "struct<```quoted```:int>")]
    public void A_type_is_read_as_Hive_reads_it(string text, string canonical) => Assert.Equal(canonical, HiveType.Parse(text).ToString());

    [Theory]
    [InlineData("", 1, "expected a type")]
    [InlineData("strin", 1, "found 'strin'")]
    [InlineData("varchar(20)", 1, "found 'varchar'")]
    [InlineData("string string", 8, "the end of the type")]
    [InlineData("array<>", 7, "expected a type")]
    [InlineData("array<int", 10, "expected '>', found the end")]
    [InlineData("map<int,string>", 5, "expected string")]
    [InlineData("map<string>", 11, "expected ','")]
    [InlineData("struct<>", 8, "a field name")]
    [InlineData("struct<a int>", 10, "expected ':'")]
    [InlineData("struct<a:int,A:int>", 14, "another field name")]
    [InlineData("struct<a:int,>", 14, "a field name")]
    [InlineData("struct<`a:int>", 8, "a back-tick closes")]
    [InlineData("struct<``:int>", 8, "at least one character")]
    [InlineData("struct<`a\nb`:int>", 8, "control character")]
    [InlineData("decimal(39)", 9, "from 1 to 38")]
    [InlineData("decimal(0)", 9, "from 1 to 38")]
    [InlineData("decimal(5,6)", 11, "from 0 to 5")]
    [InlineData("decimal(99999999999)", 9, "from 1 to 38")]
    [InlineData("decimal(5,2", 12, "expected ')'")]
    public void What_is_no_type_is_refused_with_its_place(string text, int character, string expected)
    {
        Assert.False(HiveType.TryParse(text, out var type, out var problem));
        Assert.Null(type);
        Assert.StartsWith($"Character {character} of the type", problem, StringComparison.Ordinal);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.Equal(problem, Assert.Throws<FormatException>(() => HiveType.Parse(text)).Message);
    }

    [Fact]
    public void Types_nest_32_deep_and_no_deeper()
    {
        static string Nested(int depth) => string.Concat(Enumerable.Repeat("array<", depth)) + "int" + new string('>', depth);
        Assert.Equal(Nested(HiveType.MaxDepth), HiveType.Parse(Nested(HiveType.MaxDepth)).ToString());
        Assert.False(HiveType.TryParse(Nested(HiveType.MaxDepth + 1), out _, out var problem));
        Assert.Contains("nest at most 32 deep", problem, StringComparison.Ordinal);
        Assert.False(HiveType.TryParse(Nested(100_000), out _, out problem));
        Assert.True(problem.Length < 400);
    }

    private static string Spaced(string type) =>
        string.Concat(type.Select(c => char.IsAsciiLetterOrDigit(c) || StructFieldName.IsPlain(c) ? $"{c}" : $" {c}\t\n"));
}
