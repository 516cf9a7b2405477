using Datalake.Aws.Settings;

namespace Datalake.Aws.Tests.Settings;

public class PartitionSettingsTests
{
    private static readonly Dictionary<string, string> Good = new(StringComparer.Ordinal)
    {
        ["DATALAKE_CONTRACTS"] = "s3://lake/_deploy/contracts/checkout-1.json",
        ["DATALAKE_LAKE_BUCKET"] = "lake",
        ["DATALAKE_JOB_URI"] = "s3://lake/_deploy/spark/partition_routine-1.py",
        ["DATALAKE_CLUSTER_RELEASE"] = "emr-7.5.0",
        ["DATALAKE_CLUSTER_LOG_URI"] = "s3://lake/_logs/emr/",
        ["DATALAKE_CLUSTER_SERVICE_ROLE"] = "DatalakeEmrService",
        ["DATALAKE_CLUSTER_INSTANCE_PROFILE"] = "DatalakeEmrInstance",
        ["DATALAKE_CLUSTER_SUBNETS"] = "subnet-1, subnet-2",
        ["DATALAKE_CLUSTER_PRIMARY_TYPES"] = "m6g.xlarge",
        ["DATALAKE_CLUSTER_WORKER_TYPES"] = "m6g.xlarge,r6g.2xlarge:2",
        ["DATALAKE_CLUSTER_CORE_UNITS"] = "1",
        ["DATALAKE_CLUSTER_TASK_UNITS"] = "4",
    };

    [Fact]
    public void A_full_environment_is_read_with_defaults_for_what_is_left_out()
    {
        var environment = Reader(
            ("DATALAKE_CLUSTER_TAGS", "team=data,cost=42"), ("DATALAKE_CLUSTER_SECURITY_GROUPS", "primary=sg-1,workers=sg-2,service=sg-3"));
        var settings = PartitionSettings.Read(environment);
        Assert.Empty(environment.Problems);
        Assert.Equal(["subnet-1", "subnet-2"], settings.Cluster.Subnets);
        Assert.Equal([("m6g.xlarge", 1), ("r6g.2xlarge", 2)], settings.Cluster.WorkerTypes.Select(type => (type.Type, type.Weight)));
        Assert.Equal(
            (1, 4, 10, 600),
            (settings.Cluster.CoreUnits, settings.Cluster.TaskUnits, settings.Cluster.SpotTimeoutMinutes, settings.Cluster.IdleSeconds)
        );
        Assert.Equal("42", settings.Cluster.Tags["cost"]);
        Assert.Equal("sg-3", settings.Cluster.SecurityGroups["service"]);
        Assert.Equal("Datalake", settings.Function.MetricsNamespace);
        Assert.Null(settings.Shown);
        Assert.Equal(new ShownYears(2026, 2027), PartitionSettings.Read(Reader(("DATALAKE_INGESTION_YEARS", "2026-2027"))).Shown);
    }

    [Fact]
    public void An_empty_environment_names_every_variable_at_once()
    {
        var environment = new EnvironmentReader(_ => null);
        PartitionSettings.Read(environment);
        var failure = Assert.Throws<SettingsException>(() => environment.ThrowIfBad("SubmitPartitionRoutineCluster"));
        foreach (var name in Good.Keys.Where(name => !name.EndsWith("_UNITS", StringComparison.Ordinal)))
            Assert.Contains($"{name} is not set", failure.Message, StringComparison.Ordinal);
        Assert.Contains("SubmitPartitionRoutineCluster", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DATALAKE_CONTRACTS", "datasets/checkout/dataset.json", "reads contracts from S3")]
    [InlineData("DATALAKE_JOB_URI", "https://x/y.py", "s3://bucket/key was expected")]
    [InlineData("DATALAKE_CLUSTER_RELEASE", "emr-6.15.0", "emr-7.0.0")]
    [InlineData("DATALAKE_CLUSTER_RELEASE", "7.5", "emr-7.0.0")]
    [InlineData("DATALAKE_CLUSTER_TASK_UNITS", "many", "from 0 to 4000")]
    [InlineData("DATALAKE_CLUSTER_TASK_UNITS", "-1", "from 0 to 4000")]
    [InlineData("DATALAKE_CLUSTER_CORE_UNITS", "4001", "from 0 to 4000")]
    [InlineData("DATALAKE_CLUSTER_SPOT_TIMEOUT_MINUTES", "4", "from 5 to 1440")]
    [InlineData("DATALAKE_CLUSTER_IDLE_SECONDS", "59", "from 60 to 604800")]
    [InlineData("DATALAKE_CLUSTER_WORKER_TYPES", "m6g.xlarge:0", "weight from 1 to 999")]
    [InlineData("DATALAKE_CLUSTER_WORKER_TYPES", "large", "an instance type such as")]
    [InlineData("DATALAKE_CLUSTER_WORKER_TYPES", "m6g.xlarge,m6g.xlarge", "twice")]
    [InlineData("DATALAKE_CLUSTER_SUBNETS", ",", "holds nothing")]
    [InlineData("DATALAKE_CLUSTER_TAGS", "team", "a pair such as 'team=data'")]
    [InlineData("DATALAKE_CLUSTER_TAGS", "for-use-with-amazon-emr-managed-policies=true", "Take it out")]
    [InlineData("DATALAKE_CLUSTER_TAGS", "Datalake:Run=1", "Take it out")]
    [InlineData("DATALAKE_CLUSTER_SECURITY_GROUPS", "master=sg-1", "primary, workers and service")]
    [InlineData("DATALAKE_INGESTION_YEARS", "2026", "two years from 1970 to 2199")]
    [InlineData("DATALAKE_INGESTION_YEARS", "2027-2026", "the earlier first")]
    [InlineData("DATALAKE_INGESTION_YEARS", "1-9999", "two years from 1970 to 2199")]
    [InlineData("DATALAKE_LOG_LEVEL", "loud", "debug, info, warn or error")]
    [InlineData("DATALAKE_METRICS_NAMESPACE", "AWS/Lambda", "belong to AWS")]
    public void A_malformed_value_is_named_with_what_was_expected(string name, string value, string expected)
    {
        var environment = Reader((name, value));
        PartitionSettings.Read(environment);
        var problem = Assert.Single(environment.Problems, problem => problem.Contains(expected, StringComparison.Ordinal));
        Assert.StartsWith(name, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Task_nodes_without_core_nodes_are_refused()
    {
        var environment = Reader(("DATALAKE_CLUSTER_CORE_UNITS", "0"));
        PartitionSettings.Read(environment);
        Assert.Contains("task nodes need core nodes", Assert.Single(environment.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_malformed_values_are_two_problems()
    {
        var environment = Reader(("DATALAKE_CLUSTER_IDLE_SECONDS", "soon"), ("DATALAKE_LOG_LEVEL", "loud"));
        PartitionSettings.Read(environment);
        Assert.Equal(2, environment.Problems.Count);
    }

    private static EnvironmentReader Reader(params (string Name, string Value)[] changes)
    {
        var variables = new Dictionary<string, string>(Good, StringComparer.Ordinal);
        foreach (var (name, value) in changes) variables[name] = value;
        return new EnvironmentReader(variables.GetValueOrDefault);
    }
}
