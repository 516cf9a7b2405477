namespace Datalake.Infrastructure.Tests.Policies;

public class PolicyGrammarTests
{
    private const string Good = """{"Sid":"A","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}""";

    public static TheoryData<string> Names => PolicyFile.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_policy_obeys_the_grammar(string name) => Assert.Empty(PolicyGrammar.Check(PolicyFile.Of(name).Fill()));

    [Fact]
    public void A_small_policy_is_right() => Assert.Empty(PolicyGrammar.Check(Document(Good)));

    [Theory]
    [InlineData("{", "not JSON")]
    [InlineData("[]", "no object")]
    [InlineData("""{"Version":"2008-10-17","Statement":[]}""", "Version is not 2012-10-17.")]
    [InlineData("""{"Version":"2012-10-17","Statement":[]}""", "Statement is no array")]
    [InlineData("""{"Version":"2012-10-17","Id":"x","Statement":[]}""", "'Id' is no element.")]
    public void A_wrong_document_is_reported(string json, string problem) =>
        Assert.Contains(PolicyGrammar.Check(json), found => found.Contains(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData("\"Sid\":\"A\"", "\"Sid\":\"a b\"", "Sid is not letters")]
    [InlineData("Allow", "allow", "Effect is neither")]
    [InlineData("s3:GetObject", "GetObject", "not of the form service:Action")]
    [InlineData("s3:GetObject", "s3:Get*", "not of the form service:Action")]
    [InlineData("\"Action\":\"s3:GetObject\"", "\"Action\":[]", "Action is empty")]
    [InlineData("\"Action\"", "\"NotAction\"", "'NotAction' is no element")]
    [InlineData("arn:aws:s3:::b/*", "b/*", "is no ARN")]
    [InlineData(",\"Resource\":\"arn:aws:s3:::b/*\"", "", "Resource is missing")]
    [InlineData("\"Action\"", "\"Principal\":\"me\",\"Action\"", "can only be '*'")]
    [InlineData("\"Action\"", "\"Principal\":{\"Service\":\"s3\"},\"Action\"", "is no service")]
    [InlineData("\"Action\"", "\"Condition\":{},\"Action\"", "no object of operators")]
    [InlineData("\"Action\"", "\"Condition\":{\"StringIs\":{\"s3:prefix\":\"a\"}},\"Action\"", "'StringIs' is no operator")]
    [InlineData(
        "\"Action\"", "\"Condition\":{\"StringEquals\":{\"aws:SourceAcount\":\"1\"}},\"Action\"", "'aws:SourceAcount' is no condition key")]
    [InlineData("\"Action\"", "\"Condition\":{\"StringEquals\":{\"s3:prefix\":\"\"}},\"Action\"", "'' is empty")]
    public void A_wrong_statement_is_reported(string right, string wrong, string problem)
    {
        var problems = PolicyGrammar.Check(Document(Good.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(
            problems,
            found => found.StartsWith("Statement 1: ", StringComparison.Ordinal) && found.Contains(problem, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Two_statements_of_one_name_are_reported() =>
        Assert.Contains("Two statements are named 'A'.", PolicyGrammar.Check(Document($"{Good},{Good}")));

    private static string Document(string statements) => $$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""";
}
