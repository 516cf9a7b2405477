using Datalake.Infrastructure.Plan;
using Datalake.Infrastructure.Settings;

namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>No function takes all that the account can run at once, and no limit is set that Lambda refuses.</summary>
public class ConcurrencyPlanTests
{
    [Theory]
    [InlineData("eu-west-1", 50, 100)]
    [InlineData("us-east-1", 50, 100)]
    [InlineData("us-west-2", 50, 100)]
    [InlineData("eu-central-1", 10, 20)]
    [InlineData(null, 10, 20)]
    public void The_limits_follow_what_a_delivery_stream_takes_in_the_region(string? region, int structure, int deliver) =>
        Assert.Equal(new ConcurrencyPlan(structure, deliver, 1), Planned(region, ("accountConcurrency", "1000")));

    [Fact]
    public void The_limits_follow_a_quota_that_AWS_raised() => Assert.Equal(
        new ConcurrencyPlan(120, 240, 1), Planned("eu-west-1", ("accountConcurrency", "1000"), ("deliveryThroughput", "12")));

    [Fact]
    public void A_limit_can_be_set_and_the_others_follow_what_is_left()
    {
        Assert.Equal(
            new ConcurrencyPlan(7, 3, 2),
            Planned(
                null, ("accountConcurrency", "119"), ("structureConcurrency", "7"), ("deliverConcurrency", "3"), ("partitionConcurrency", "2")));
        Assert.Equal(
            new ConcurrencyPlan(7, 5, 1), Planned("eu-west-1", ("accountConcurrency", "120"), ("structureConcurrency", "7")));
    }

    [Theory]
    [InlineData(104, 1, 1)]
    [InlineData(150, 12, 24)]
    [InlineData(300, 49, 99)]
    public void A_small_account_is_shared(int account, int structure, int deliver)
    {
        Assert.Equal(new ConcurrencyPlan(structure, deliver, 1), Planned("eu-west-1", ("accountConcurrency", $"{account}")));
        Assert.InRange(100 + (2 * structure) + deliver + 1, 104, account);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("100")]
    [InlineData("103")]
    public void Nothing_is_reserved_where_Lambda_would_refuse_it(string account) =>
        Assert.Equal(new ConcurrencyPlan(null, null, null), Planned("eu-west-1", ("accountConcurrency", account)));

    [Fact]
    public void Limits_that_the_account_does_not_have_are_refused_with_what_to_do()
    {
        var reader = Reader("eu-west-1", ("accountConcurrency", "200"), ("structureConcurrency", "50"), ("deliverConcurrency", "30"));

        ConcurrencyPlan.Create(2, StackSettings.Read(reader, "dev"), reader);

        var problem = Assert.Single(reader.Problems);
        Assert.Equal("accountConcurrency", problem.Setting);
        Assert.Equal(
            "is 200. Lambda keeps 100 for other functions, so 100 can be reserved; the functions of this stack need at least 131. " +
            "Lower or leave out structureConcurrency, deliverConcurrency, or request a higher quota under Service Quotas.",
            problem.Message);
    }

    private static ConcurrencyPlan Planned(string? region, params (string Name, string Value)[] settings)
    {
        var reader = Reader(region, settings);
        var plan = ConcurrencyPlan.Create(2, StackSettings.Read(reader, "dev"), reader);
        Assert.Empty(reader.Problems);
        return plan;
    }

    private static SettingsReader Reader(string? region, params (string Name, string Value)[] settings)
    {
        var all = settings.Append(("clusterSubnets", "subnet-0123456789abcdef0"))
            .ToDictionary(setting => setting.Item1, setting => setting.Item2, StringComparer.Ordinal);
        return new SettingsReader(all.GetValueOrDefault, region);
    }
}
