using Pulumi.Aws.S3;
using YamlDotNet.RepresentationModel;

namespace Pulumi.Subset.Tests;

public class OutputTests
{
    [Fact]
    public void A_property_of_a_resource_is_a_reference() =>
        Assert.Equal("${landing.arn}", Text(() => new Bucket("landing").Arn));

    [Fact]
    public void A_text_with_outputs_keeps_what_is_around_them() =>
        Assert.Equal("a {${landing.id}}/${landing.arn}:7,50", Text(() =>
        {
            var bucket = new Bucket("landing");
            return Output.Format($"a {{{bucket.Id}}}/{bucket.Arn}:{7},{50}");
        }));

    [Fact]
    public void A_text_in_a_text_is_one_text() =>
        Assert.Equal("b-${landing.id}-e", Text(() => Output.Format($"{Output.Format($"b-{new Bucket("landing").Id}")}-{"e"}")));

    [Fact]
    public void A_text_whose_outputs_are_known_is_plain() =>
        Assert.Equal("x1.50y", Text(() => Output.Format($"{Output.Create("x")}{1.5:0.00}{"y"}")));

    [Fact]
    public void What_looks_like_a_reference_is_escaped() =>
        Assert.Equal("$${year}/$$1/${landing.id}", Text(() => Output.Format($"${{year}}/$1/{new Bucket("landing").Id}")));

    [Fact]
    public void Json_may_hold_outputs_at_any_depth()
    {
        var json = Printed.Output(() => Output.JsonSerialize(Output.Create(new
        {
            Version = "2012-10-17",
            Resource = new object[] { new Bucket("landing").Arn, 1, true },
            Condition = new Dictionary<string, object?>(StringComparer.Ordinal) { ["a:b"] = null },
        })))["fn::toJSON"];

        Assert.Equal("2012-10-17", (string?)json["Version"]);
        Assert.Equal(["${landing.arn}", "1", "true"], ((YamlSequenceNode)json["Resource"]).Select(item => (string?)item));
        Assert.Equal("null", (string?)json["Condition"]["a:b"]);
    }

    [Fact]
    public void A_secret_stays_one() => Assert.Equal("key", (string?)Printed.Output(() => Output.CreateSecret("key"))["fn::secret"]);

    [Fact]
    public void Apply_names_a_property_of_what_is_known_later() =>
        Assert.Equal("${getCallerIdentity.accountId}", Text(() => Aws.GetCallerIdentity.Invoke().Apply(caller => caller.AccountId)));

    [Fact]
    public void Apply_computes_with_what_is_known_now() =>
        Assert.Equal("AB", Text(() => Output.Create("ab").Apply(text => text.ToUpperInvariant())));

    [Fact]
    public void Apply_refuses_to_compute_with_what_is_known_later()
    {
        var refused = Assert.Throws<NotSupportedException>(() => Text(() => new Bucket("landing").Id.Apply(id => id.Length)));
        Assert.Contains("Output.Format", refused.Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => Text(() => Aws.GetRegion.Invoke().Apply(region => region.Region + "a")));
        Assert.Throws<NotSupportedException>(() => Text(() => Aws.GetRegion.Invoke().Apply(region => region.Region == "eu-west-1")));
    }

    [Fact]
    public void An_output_in_a_plain_string_is_refused() =>
        Assert.Throws<NotSupportedException>(() => Text(() => Output.Create($"{new Bucket("landing").Id}")));

    [Fact]
    public void The_result_of_a_function_is_no_part_of_a_text() =>
        Assert.Throws<NotSupportedException>(() => Text(() => Output.Format($"a{Output.JsonSerialize(Output.Create(1))}")));

    [Fact]
    public void An_output_in_a_text_takes_no_format() =>
        Assert.Throws<NotSupportedException>(() => Text(() => Output.Format($"{new Bucket("landing").Id,8}")));

    [Fact]
    public void A_function_is_asked_once() => Assert.Single(((YamlMappingNode)Printed.Document(() =>
    {
        _ = Aws.GetRegion.Invoke();
        _ = Aws.GetRegion.Invoke();
    })["variables"]).Children);

    private static string? Text(Func<object?> value) => (string?)Printed.Output(value);
}
