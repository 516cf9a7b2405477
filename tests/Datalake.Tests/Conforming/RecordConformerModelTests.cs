using System.Text;
using Datalake.Conforming;
using Datalake.Json;
using Datalake.Records;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Conforming;

public class RecordConformerModelTests
{
    [Fact]
    public void Random_records_of_random_types_come_out_as_the_model_says() =>
        Property.Holds(Property.Made(Case, ConformCase.Shrink), AssertAsModel, 6000);

    [Fact]
    public void Broken_records_are_refused_exactly_where_they_are_no_json_object() =>
        Property.Holds(
            Property.Made(
                random =>
                    Case(random) is var given ? given with { Record = new Utf8Case(Mutation.Apply(random, given.Record.Bytes)) } : given,
                ConformCase.Shrink
            ),
            AssertAsModel,
            6000);

    [Fact]
    public void Most_random_records_are_conformed_and_many_have_something_rescued()
    {
        var random = new Random(7);
        var results = Enumerable
            .Range(0, 500)
            .Select(_ => Case(random))
            .Select(given => new ConformModel(given.Contract).Conform(JsonTree.Parse(given.Record.Bytes)))
            .ToArray();
        Assert.InRange(results.Count(result => result.Text is not null), 150, 480);
        Assert.InRange(results.Count(result => result.Rescued > 0), 100, 450);
    }

    [Fact]
    public void What_was_learned_from_one_record_does_not_change_the_next() =>
        Property.Holds(
            Property.Made(random =>
                new RandomRecords(random) is var make && make.Contract() is var contract
                    ? (Contract: contract, Records: Enumerable.Range(0, 20).Select(_ => make.Record(contract)).ToArray())
                    : default
            ),
            given =>
            {
                using var conformer = new RecordConformer(given.Contract, RecordLimits.Default);
                foreach (var record in given.Records) AssertAsModel(conformer, new ConformCase(given.Contract, new Utf8Case(record)));
            },
            300);

    private static ConformCase Case(Random random)
    {
        var make = new RandomRecords(random);
        var contract = make.Contract();
        return new ConformCase(contract, new Utf8Case(make.Record(contract)));
    }

    private static void AssertAsModel(ConformCase given)
    {
        using var conformer = new RecordConformer(given.Contract, RecordLimits.Default);
        AssertAsModel(conformer, given);
    }

    private static void AssertAsModel(RecordConformer conformer, ConformCase given)
    {
        var tree = JsonTree.Parse(given.Record.Bytes);
        var (expected, rescued, rule) = new ConformModel(given.Contract).Conform(tree);
        using var output = new Utf8Output(16);
        output.Write("before"u8);
        var result = conformer.Conform(given.Record.Bytes, output);
        var text = Encoding.UTF8.GetString(output.WrittenSpan);
        Assert.Equal("before" + expected, text);
        Assert.Equal(rescued, result.Rescued);
        if (tree is not null) Assert.Equal(rule, result.Problem?.Rule);
        else Assert.NotNull(result.Problem);
        if (expected is not null) Assert.NotNull(JsonTree.Parse(Encoding.UTF8.GetBytes(expected + "}")));
    }

    private sealed record ConformCase(DatasetContract Contract, Utf8Case Record)
    {
        public static IEnumerable<ConformCase> Shrink(ConformCase value) =>
        [
            .. Utf8Case.Shrink(value.Record).Select(record => value with { Record = record }),
            .. value.Contract.Columns.Except([.. value.Contract.Identity, .. value.Contract.ChangedAt])
                .Select(column => value with { Contract = value.Contract with { Columns = [.. value.Contract.Columns.Except([column])] } }),
        ];

        public override string ToString() =>
            $"{string.Join(", ", Contract.Columns.Select(column => $"{column.Key} {column.Type}"))}; {Record}";
    }
}
