using System.Text;
using Datalake.Json;
using Datalake.Protection;
using Datalake.Records;
using Datalake.Structuring;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Structuring;

public class RecordStructurerModelTests
{
    private const string Key = "a key of many more than sixteen bytes";

    [Fact]
    public void Random_records_under_random_rules_come_out_as_the_model_says() =>
        Property.Holds(Property.Made(Case, StructureCase.Shrink), AssertAsModel, 6000);

    [Fact]
    public void Broken_records_are_refused_exactly_where_they_are_no_json_object() =>
        Property.Holds(
            Property.Made(
                random => Case(random) with { Record = new Utf8Case(Mutation.Apply(random, new RandomRules(random).Record())) },
                StructureCase.Shrink
            ),
            AssertAsModel,
            6000
        );

    [Fact]
    public void What_was_learned_from_one_record_does_not_change_the_next() =>
        Property.Holds(
            Property.Made(random =>
                Enumerable.Range(0, 20).Select(_ => new Utf8Case(new RandomRules(random).Record())).Prepend(Case(random).Record).ToArray()
            ),
            records =>
            {
                var contract = new RandomRules(new Random(records.Sum(record => record.Bytes.Length))).Contract();
                using var structurer = Structurer(contract);
                foreach (var record in records)
                {
                    using var fresh = Structurer(contract);
                    Assert.Equal(Text(fresh, record.Bytes), Text(structurer, record.Bytes));
                }
            },
            500);

    private static StructureCase Case(Random random)
    {
        var rules = new RandomRules(random);
        return new StructureCase(rules.Contract(), new Utf8Case(rules.Record()));
    }

    private static void AssertAsModel(StructureCase given)
    {
        using var structurer = Structurer(given.Contract);
        Assert.Equal(
            new StructureModel(given.Contract, Encoding.UTF8.GetBytes(Key)).Structure(given.Record.Bytes),
            Text(structurer, given.Record.Bytes)
        );
    }

    private static string? Text(RecordStructurer structurer, byte[] record)
    {
        using var output = new Utf8Output(16);
        output.Write("before"u8);
        var problem = structurer.Structure(record, output);
        var text = Encoding.UTF8.GetString(output.WrittenSpan);
        Assert.StartsWith("before", text, StringComparison.Ordinal);
        if (problem is not null) Assert.Equal("before", text);
        return problem is null ? text["before".Length..] : null;
    }

    private static RecordStructurer Structurer(DatasetContract contract) =>
        new(contract, new ProtectionKeys(_ => Key), RecordLimits.Default);

    private sealed record StructureCase(DatasetContract Contract, Utf8Case Record)
    {
        public static IEnumerable<StructureCase> Shrink(StructureCase value) =>
        [
            .. Utf8Case.Shrink(value.Record).Select(record => value with { Record = record }),
                .. value.Contract.Structure.Select(rule =>
                    value with
                    {
                        Contract = value.Contract with { Structure = [.. value.Contract.Structure.Except([rule])] },
                    }
                ),
                .. value.Contract.Protect.Select(rule =>
                    value with
                    {
                        Contract = value.Contract with { Protect = [.. value.Contract.Protect.Except([rule])] },
                    }
                ),
        ];

        public override string ToString() =>
            $"stringified {Contract.Raw.Stringified}; {string.Join("; ", Contract.Structure)}; {string.Join("; ", Contract.Protect)}; {Record}";
    }
}
