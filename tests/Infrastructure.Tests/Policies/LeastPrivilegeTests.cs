namespace Datalake.Infrastructure.Tests.Policies;

public class LeastPrivilegeTests
{
    /// <summary>Statements that may speak of every resource, and why. A new one needs a reason that a reviewer believes.</summary>
    private static readonly Dictionary<string, string> Everything = new(StringComparer.Ordinal)
    {
        ["emr-service.json/LookAtTheNetworkAndInstances"] = "EC2's Describe actions take no resource",
        ["lake-key.json/TheAccountsPoliciesDecide"] = "in the policy of a key, * is the key",
        ["partition-function.json/FindClusters"] = "ListClusters takes no resource",
        ["partition-function.json/StartTaggedClusters"] = "RunJobFlow takes no resource: the cluster is not there yet",
    };

    /// <summary>Statements that may speak of every action of a service, and why.</summary>
    private static readonly Dictionary<string, string> EveryAction = new(StringComparer.Ordinal)
    {
        ["lake-key.json/TheAccountsPoliciesDecide"] =
            "who may do what with the key is said by the account's policies, or nobody could change it",
    };

    /// <summary>Services that are trusted without saying for whose sake they come, and why.</summary>
    private static readonly Dictionary<string, string> Unconditional = new(StringComparer.Ordinal)
    {
        ["lambda-trust.json/LambdaRunsFunctions"] = "Lambda names no source; a role is passed only within its account",
        ["emr-instance-trust.json/InstancesOfClusters"] = "EC2 names no source; a role is passed only within its account",
        ["crawler-trust.json/GlueRunsCrawlers"] = "crawlers name no source; a role is passed only within its account",
    };

    private static readonly string[] Sources = ["aws:SourceArn", "aws:SourceAccount", "sts:ExternalId"];

    [Fact]
    public void Nothing_is_allowed_on_every_resource_without_a_reason() =>
        Assert.Equal(
            Everything.Keys.Order(StringComparer.Ordinal),
            Allowing(statement => statement.Resources.Contains("*", StringComparer.Ordinal))
        );

    [Fact]
    public void No_action_is_a_pattern_without_a_reason() =>
        Assert.Equal(
            EveryAction.Keys, Allowing(statement => statement.Actions.Any(action => action.Contains('*', StringComparison.Ordinal))));

    [Fact]
    public void Nobody_in_the_world_is_allowed_anything() =>
        Assert.Empty(Allowing(statement => statement.Principals.Any(who => who.EndsWith('*'))));

    [Fact]
    public void Everybody_is_denied_something_only_under_a_condition() =>
        Assert.Empty(Which(statement => statement.Principals.Any(who => who.EndsWith('*')) && statement.Conditions.Count == 0));

    [Fact]
    public void A_service_is_trusted_only_for_a_source_of_this_account() =>
        Assert.Equal(
            Unconditional.Keys.Order(StringComparer.Ordinal),
            Allowing(statement =>
                statement.Principals.Any(IsService)
                && !statement.Conditions.Any(condition => Sources.Contains(condition.Key, StringComparer.Ordinal))
            )
        );

    [Fact]
    public void A_source_is_never_any_source() =>
        Assert.Empty(
            Allowing(statement =>
                statement.Conditions.Any(condition => condition.Key is "aws:SourceArn" && condition.Value is "*" or "arn:aws:*")
            )
        );

    [Fact]
    public void A_role_is_passed_by_its_name_and_only_to_a_service()
    {
        var passing = All().Where(pair => pair.Statement.Actions.Contains("iam:PassRole", StringComparer.Ordinal)).ToArray();
        Assert.NotEmpty(passing);
        Assert.All(passing, pair =>
        {
            Assert.DoesNotContain(pair.Statement.Resources, resource => resource.Contains('*', StringComparison.Ordinal));
            Assert.Contains(pair.Statement.Conditions, condition => condition.Key == "iam:PassedToService");
        });
    }

    [Fact]
    public void What_keeps_others_out_speaks_of_all_of_its_resource()
    {
        var objects = PolicyFile.Of("bucket-tls-only.json").Statements();
        Assert.All(objects, statement => Assert.Equal(["arn:aws:test:::BucketArn", "arn:aws:test:::BucketArn/*"], statement.Resources));
        Assert.All(objects, statement => Assert.Equal(["s3:*"], statement.Actions));
    }

    [Theory]
    [InlineData("bucket-tls-only.json")]
    [InlineData("topic-access.json")]
    [InlineData("alarm-topic-access.json")]
    [InlineData("dead-letters-access.json")]
    public void What_is_reached_over_a_network_is_reached_over_tls(string name) => Assert.Contains(
        PolicyFile.Of(name).Statements(),
            statement =>
                statement is { IsAllow: false, Principals: ["*"] }
                && statement.Conditions.Contains(("Bool", "aws:SecureTransport", "false"))
        );

    // IAM User Guide, "IAM and AWS STS quotas": a role's inline policies may have 10,240 characters together, without blanks.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_policy_leaves_room_for_another_of_its_role(string name) =>
        Assert.InRange(PolicyFile.Of(name).Fill().Count(character => !char.IsWhiteSpace(character)), 1, 8000);

    public static TheoryData<string> Names => PolicyFile.Names;

    private static IEnumerable<string> Allowing(Func<PolicyStatement, bool> predicate) =>
        Which(statement => statement.IsAllow && predicate(statement));

    private static IEnumerable<string> Which(Func<PolicyStatement, bool> predicate) =>
        All().Where(pair => predicate(pair.Statement)).Select(pair => $"{pair.File}/{pair.Statement.Sid}").Order(StringComparer.Ordinal);

    private static IEnumerable<(string File, PolicyStatement Statement)> All() =>
        PolicyFile.All.SelectMany(file => file.Statements().Select(statement => (file.Name, statement)));

    private static bool IsService(string principal) => principal.StartsWith("Service:", StringComparison.Ordinal);
}
