using Datalake.Infrastructure.Policies;
using Datalake.Infrastructure.Tests.Stack;
using Pulumi;
using Pulumi.Printing;

namespace Datalake.Infrastructure.Tests.Policies;

public class PolicyDocumentTests
{
    [Fact]
    public void Placeholders_are_filled_wherever_they_stand()
    {
        var filled = Fill(
            """{ "A": "x<<One>>y<<Two>>", "B": { "C": ["<<One>>", 1, true] } }""",
            new Placeholders { { "One", "1" }, { "Two", "2" } }
        );
        Assert.Equal("""{"A":"x1y2","B":{"C":["1",1,true]}}""", filled);
    }

    [Fact]
    public void A_placeholder_of_several_values_makes_an_item_for_each()
    {
        var several = new Placeholders { { "Arns", [Output.Create("a"), Output.Create("b")] }, { "End", "z" } };
        Assert.Equal("""{"A":["a/z","b/z","c"]}""", Fill("""{ "A": ["<<Arns>>/<<End>>", "c"] }""", several));
    }

    [Fact]
    public void Variables_of_IAM_stay() =>
        Assert.Equal("""{"A":"${aws:username}"}""", Fill("""{ "A": "${aws:username}" }""", []));

    [Fact]
    public void Unknown_and_unused_placeholders_are_refused_together()
    {
        var refused = Assert.Throws<InvalidOperationException>(() =>
            PolicyDocument.Fill("some.json", """{ "A": "<<Unknown>>" }""", new Placeholders { { "Unused", "1" } })
        );
        Assert.Contains(
            "policies/some.json has <<Unknown>>, which is not given; it has no <<Unused>>, which is given",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Several_values_outside_an_array_are_refused() =>
        Assert.Throws<InvalidOperationException>(() =>
            PolicyDocument.Fill(
                "some.json",
                """{ "A": "<<Arns>>" }""",
                new Placeholders { { "Arns", [Output.Create("a"), Output.Create("b")] } }
            )
        );

    [Fact]
    public void No_value_at_all_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Placeholders { { "Arns", Array.Empty<Output<string>>() } });

    [Fact]
    public void A_document_that_is_not_there_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => PolicyDocument.Load("none.json", []));

    [Fact]
    public void Every_document_is_given_to_something()
    {
        var used = Directory
            .GetFiles(Path.Combine(StackRoot.Repository, "infrastructure"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .ToArray();
        Assert.All(PolicyFile.All, file => Assert.Contains(used, text => text.Contains($"\"{file.Name}\"", StringComparison.Ordinal)));
    }

    private static string Fill(string json, Placeholders values)
    {
        var environment = new EngineEnvironment("p", "s", new Dictionary<string, string>(StringComparer.Ordinal));
        var document = Recorder.Print(
            environment,
            () => new Dictionary<string, object?>(StringComparer.Ordinal) { ["policy"] = PolicyDocument.Fill("some.json", json, values) }
        );
        return PulumiDocument.Parse(document)["outputs"]!["policy"]!["fn::toJSON"]!
            .ToJsonString()
            .Replace("$$", "$", StringComparison.Ordinal);
    }
}
