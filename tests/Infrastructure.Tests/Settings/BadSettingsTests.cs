using Datalake.Infrastructure.Settings;
using Datalake.Infrastructure.Tests.Stack;

namespace Datalake.Infrastructure.Tests.Settings;

/// <summary>What cannot be deployed is refused before anything is printed, by the setting's name.</summary>
public class BadSettingsTests
{
    private const string Protect = """
        "protect": [
            { "path": "ClientProfileData.email", "with": "hmac" },
            { "path": "ClientProfileData.phone", "with": "hmac", "key": "file:/run/key" }
          ],
        """;

    [Theory]
    [InlineData("datasets", "checkout,cart", "'cart'")]
    [InlineData("schedule", "rate(1 hour)", "cron expression")]
    [InlineData("schedule", "cron(10 * * * * *)", "cron expression")]
    [InlineData("schedule", "cron(60 * * * ? *)", "cron expression")]
    [InlineData("deliveryBuffer", "63", "64 to 128")]
    [InlineData("deliveryBuffer", "129", "64 to 128")]
    [InlineData("deliveryInterval", "901", "0 to 900")]
    [InlineData("deliveryInterval", "-1", "0 to 900")]
    [InlineData("deliveryInterval", "5m", "0 to 900")]
    [InlineData("functionArchitecture", "sparc", "'arm64' or 'x64'")]
    [InlineData("structureMemory", "64", "128 to 10240")]
    [InlineData("clusterRelease", "6.10.0", "EMR 7 release")]
    [InlineData("clusterSubnets", "", "at least one subnet")]
    [InlineData("clusterSubnets", "vpc-1", "'vpc-1'")]
    [InlineData("clusterSubnets", "subnet-1,subnet-1", "twice")]
    [InlineData("clusterWorkerTypes", "m7g.xlarge,m7i.xlarge", "mixes Graviton and x86")]
    [InlineData("clusterWorkerTypes", "m7g.xlarge:0,m6g.xlarge", "'m7g.xlarge:0'")]
    [InlineData("clusterPrimaryTypes", "a1.l,b1.l,c1.l,d1.l,e1.l,f1.l", "1 to 5")]
    [InlineData("clusterTaskUnits", "2", "task nodes store nothing")]
    [InlineData("clusterTaskUnits", "1001", "0 to 1000")]
    [InlineData("clusterCoreUnits", "-1", "0 to 1000")]
    [InlineData("clusterWorkerSpot", "2", "no setting of this stack")]
    [InlineData("clusterTags", "aws:team=data", "aws:…")]
    [InlineData("clusterTags", "AWS:team=data", "aws:…")]
    [InlineData("clusterTags", "team=aws:data", "aws:…")]
    [InlineData("clusterTags", "team=data;x", "'team=data;x'")]
    [InlineData("clusterTags", "team=a,team=b", "names 'team' twice")]
    [InlineData("clusterTags", "for-use-with-amazon-emr-managed-policies=true", "themselves")]
    [InlineData("clusterTags", "datalake:run=1", "themselves")]
    [InlineData("clusterSecurityGroups", "primary=sg-1", "both for primary and for workers")]
    [InlineData("encryption", "aes", "'s3', 'kms' or the ARN")]
    [InlineData("rawBucketKey", "alias/raw", "ARN of a KMS key")]
    [InlineData("rawBuckets", "checkout=acme", "existing:<bucket>")]
    [InlineData("rawBuckets", "checkout=existing:Acme", "existing:<bucket>")]
    [InlineData("rawBuckets", "cart=new:shop", "'cart'")]
    [InlineData("rawBuckets", "checkout=new:a,checkout=new:b", "twice")]
    [InlineData("bucketPrefix", "Data_Lake", "lower-case")]
    [InlineData("bucketPrefix", "a-prefix-that-leaves-no-room-for-the-rest-of-it", "at most 63")]
    [InlineData("nameSuffix", "a-suffix-of-17-xx", "at most 16")]
    [InlineData("protectData", "yes", "'true' or 'false'")]
    [InlineData("logDays", "31", "CloudWatch takes")]
    [InlineData("rawDays", "3", "at least 7 more than noncurrentDays")]
    [InlineData("rawDays", "36", "at least 7 more than noncurrentDays")]
    [InlineData("logDays", "1", "from 3 to")]
    [InlineData("stageDays", "3", "4 to 3650")]
    [InlineData("structuredDays", "3", "4 to 3650")]
    [InlineData("accountConcurrency", "none", "whole number of calls")]
    [InlineData("deliverConcurrency", "0", "1 to 100000")]
    [InlineData("deliverConcurrency", "20", "pulumi config set accountConcurrency")]
    [InlineData("structureConcurrency", "20", "fewer than 101 concurrent executions")]
    [InlineData("deliveryThroughput", "0", "MiB a second from 1 to 1000")]
    [InlineData("quarantineRecords", "-1", "0 to 1000000000")]
    [InlineData("ingestionYears", "2030-2025", "earlier first")]
    [InlineData("ingestionYears", "1066-2025", "1970 to 2199")]
    [InlineData("athenaScanLimit", "5", "at least 10")]
    [InlineData("alarmEmail", "somebody", "e-mail address")]
    [InlineData("noArrivalsHours", "25", "1 to 24")]
    [InlineData("metricsNamespace", "AWS/Lake", "AWS/")]
    [InlineData("logLevel", "trace", "'debug'")]
    [InlineData("bufer", "128", "no setting of this stack")]
    [InlineData("changeYears", "2015-2030", "no setting of this stack")]
    public void A_bad_setting_is_refused_by_its_name(string setting, string value, string said)
    {
        Assert.Contains(
            Refused(null, (setting, value)).Problems,
            problem => problem.Setting == setting && problem.Message.Contains(said, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Spot_capacity_of_a_single_type_is_refused()
    {
        var problem = Assert.Single(
            Refused(null, ("clusterWorkerTypes", "m7g.xlarge"), ("clusterCoreUnits", "1"), ("clusterTaskUnits", "1")).Problems);
        Assert.Equal("clusterWorkerTypes", problem.Setting);
        Assert.Contains("List more types", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(128, 256, 48, true)]
    [InlineData(129, 256, 1, false)]
    [InlineData(128, 257, 1, false)]
    [InlineData(128, 256, 49, false)]
    public void Tags_are_as_long_and_as_many_as_AWS_takes(int key, int value, int count, bool fits)
    {
        var tags = string.Join(
            ',', Enumerable.Range(0, count).Select(number => $"{number}{new string('k', key - $"{number}".Length)}={new string('v', value)}"));
        var reader = new SettingsReader(name => name == "clusterTags" ? tags : null);
        ClusterSettings.Read(reader);
        Assert.Equal(fits, !reader.Problems.Any(problem => problem.Setting == "clusterTags"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Dev")]
    [InlineData("dev_1")]
    [InlineData("dev--1")]
    [InlineData("1dev")]
    [InlineData("a-stack-whose-name-is-far-too-long")]
    public void A_stack_name_that_buckets_cannot_have_is_refused(string stack)
    {
        var reader = new SettingsReader(_ => null);
        StackSettings.Read(reader, stack);
        Assert.Single(reader.Problems, problem => problem.Setting == "stack");
    }

    [Fact]
    public void All_problems_are_said_at_once()
    {
        var refused = Refused(
            null, ("deliveryBuffer", "1"), ("schedule", "hourly"), ("clusterSubnets", ""), ("datasets", "cart"), ("typo", "1"));

        Assert.Equal(
            ["clusterSubnets", "datasets", "deliveryBuffer", "schedule", "typo"],
            refused.Problems.Select(problem => problem.Setting).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.All(refused.Problems, problem => Assert.Contains(problem.ToString(), refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_package_is_refused_with_the_command_that_makes_it()
    {
        using var root = new StackRoot();
        File.Delete(root.Package("StructureRaw"));
        File.WriteAllText(root.Package("DeliverToFirehoseProxy"), "no zip");

        var problems = Refused(root).Problems;

        Assert.Equal(["artifacts", "artifacts"], problems.Select(problem => problem.Setting));
        Assert.Contains("artifacts/StructureRaw.zip", problems[0].Message, StringComparison.Ordinal);
        Assert.All(problems, problem => Assert.Contains("dotnet publish lambdas", problem.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "is missing")]
    [InlineData("", "is not of the contracts and views that are there now")]
    [InlineData("[]", "is not of the contracts and views that are there now")]
    public void The_columns_of_the_views_are_asked_for_with_the_command_that_makes_them(string? text, string words)
    {
        using var root = new StackRoot();
        File.Delete(root.ViewFile);
        if (text is not null) File.WriteAllText(root.ViewFile, text);

        var problem = Assert.Single(Refused(root).Problems);

        Assert.Equal("artifacts", problem.Setting);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.Contains("lake datasets views --format json > artifacts/views.json", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_that_changed_since_its_columns_were_found_is_refused()
    {
        using var root = new StackRoot();
        File.AppendAllText(Path.Combine(root.Folder, "datasets", "checkout", "views", "status_funnel.sql"), "-- changed\n");
        Assert.Contains("artifacts/views.json", Assert.Single(Refused(root).Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_that_reads_a_dataset_that_is_left_out_is_refused_where_its_own_is_deployed()
    {
        using var root = new StackRoot();
        root.AddView("checkout/views/joined.sql", "SELECT c.orderid FROM checkout c JOIN fulfillment.fulfillment f ON c.orderid = f.orderid")
            .AddView("views/checkout/joined_again.sql", "SELECT * FROM joined");
        var problem = Assert.Single(Refused(root, ("datasets", "checkout")).Problems);
        Assert.Contains("view 'joined' of 'checkout' reads: fulfillment", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contract_that_is_invalid_is_refused_with_its_problems()
    {
        using var root = new StackRoot();
        root.Add("carts", text => text.Replace("\"OrderId\": \"string\"", "\"OrderId\": \"strin\"", StringComparison.Ordinal));

        Assert.Contains(
            Refused(root).Problems,
            problem =>
                problem.Setting == "datasets" && problem.Message.Contains("carts/dataset.json: $.columns.OrderId", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Key_templates_that_overlap_are_refused()
    {
        using var root = new StackRoot();
        root.Add("carts", text => text);

        Assert.Contains(
            Refused(root).Problems,
            problem => problem.Setting == "datasets" && problem.Message.Contains("$.raw.keys", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_dataset_whose_name_makes_names_that_are_too_long_is_refused()
    {
        using var root = new StackRoot();
        var name = new string('x', 50);
        root.Add(name, text => text.Replace("{shard}_CheckoutOrder", "x", StringComparison.Ordinal));

        var problems = Refused(root).Problems;

        var stream = Assert.Single(
            problems, problem => problem.Message.Contains("the delivery stream 'DataStreamStructuredX", StringComparison.Ordinal));
        Assert.Equal("datasets", stream.Setting);
        Assert.Contains("at most 64", stream.Message, StringComparison.Ordinal);
        Assert.Contains(problems, problem => problem.Setting == "bucketPrefix");
    }

    [Fact]
    public void More_datasets_than_a_function_can_be_told_of_are_refused()
    {
        using var root = new StackRoot();
        for (var i = 0; i < 20; i++)
        {
            var prefix = $"d{i}-";
            root.Add($"d{i}", text => text.Replace("{shard}_CheckoutOrder", prefix, StringComparison.Ordinal));
        }

        Assert.Contains(
            Refused(root).Problems,
            problem => problem.Setting == "datasets" && problem.Message.Contains("too many", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Datasets_that_would_share_a_name_are_refused()
    {
        using var root = new StackRoot();
        root.Add("late_returns", text => text.Replace("{shard}_CheckoutOrder", "a", StringComparison.Ordinal))
            .Add("latereturns", text => text.Replace("{shard}_CheckoutOrder", "b", StringComparison.Ordinal));

        Assert.Contains(
            Refused(root).Problems, problem => problem.Message.Contains("two resources with the same name", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("correct horse battery staple")]
    [InlineData("arn:aws:s3:::keys/protect")]
    [InlineData("arn:aws:secretsmanager:eu-west-1:111122223333:secret:*")]
    public void A_protected_dataset_needs_the_place_of_its_key_and_never_the_key(string? given)
    {
        using var root = new StackRoot();
        root.Add("carts", text => text
            .Replace("{shard}_CheckoutOrder", "carts", StringComparison.Ordinal)
            .Replace("\"columns\": {", Protect + "\n  \"columns\": {", StringComparison.Ordinal));

        var problems = Refused(root, given is null ? [] : [("DATALAKE_PROTECT_KEY", given)]).Problems;

        var key = Assert.Single(problems, problem => problem.Setting == "DATALAKE_PROTECT_KEY");
        Assert.Contains("must be the ARN of the secret", key.Message, StringComparison.Ordinal);
        if (given is not null) Assert.DoesNotContain(given, key.Message, StringComparison.Ordinal);
        Assert.Contains(
            problems, problem => problem.Setting == "datasets" && problem.Message.Contains("file:/run/key", StringComparison.Ordinal));
    }

    private static SettingsException Refused(StackRoot? root, params (string Name, string Value)[] settings) =>
        Assert.Throws<SettingsException>(() => PrintedStack.Print(root, settings));
}
