namespace Datalake.Infrastructure.Tests.Policies;

/// <summary>What each role needs, by the calls that its program makes, and what it must not have.</summary>
public class GrantTests
{
    private const string Lake = "arn:aws:s3:::lake";
    private const string Table = Lake + "/consumable_tables/checkout/";
    private const string Raw = "arn:aws:s3:::raw";
    private const string Cluster = "arn:aws:elasticmapreduce:eu-west-1:111122223333:cluster/j-1ABCDEF";
    private const string Endpoint = "arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/vpce-1";
    private const string Order = "/7_CheckoutOrder/1400000000245-01/id/0b1c2d3e";

    [Theory]
    [InlineData("structure-function.json", "s3:GetObject", Raw + Order)]
    [InlineData("structure-function.json", "s3:ListBucket", Raw)]
    [InlineData("structure-function.json", "s3:ListBucket", Lake)]
    [InlineData("structure-function.json", "s3:GetObject", Lake + "/structured_json/checkout" + Order + ".json")]
    [InlineData("read-protection-keys.json", "ssm:GetParameter", "arn:aws:test:::KeyArns")]
    [InlineData("read-protection-keys.json", "secretsmanager:GetSecretValue", "arn:aws:test:::KeyArns")]
    [InlineData("read-protection-keys.json", "kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/0b1c2d3e")]
    [InlineData("structure-function.json", "s3:GetObject", Lake + "/_deploy/contracts/checkout-0123456789abcdef.json")]
    [InlineData("structure-function.json", "s3:PutObject", Lake + "/structured_json/checkout" + Order + ".json")]
    [InlineData("structure-function.json", "s3:AbortMultipartUpload", Lake + "/structured_json/checkout" + Order + ".json")]
    [InlineData("structure-function.json", "s3:PutObject", Lake + "/quarantine/checkout/2026/11/20/742a.json")]
    [InlineData(
        "structure-function.json",
        "logs:PutLogEvents",
        "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/a:log-stream:2026/11/20/[1]ab"
    )]
    [InlineData("structure-function.json", "sqs:SendMessage", "arn:aws:test:::DeadLetterQueueArn")]
    [InlineData("deliver-function.json", "s3:GetObject", Lake + "/structured_json/fulfillment/a.json")]
    [InlineData("deliver-function.json", "s3:GetObject", Lake + "/_deploy/contracts/checkout-0123456789abcdef.json")]
    [InlineData("deliver-function.json", "s3:ListBucket", Lake)]
    [InlineData("deliver-function.json", "s3:PutObject", Lake + "/quarantine/fulfillment/2026/11/20/742a.json")]
    [InlineData("deliver-function.json", "firehose:PutRecordBatch", "arn:aws:test:::DeliveryStreamArns")]
    [InlineData("partition-function.json", "s3:ListBucket", Lake)]
    [InlineData("partition-function.json", "s3:GetObject", Lake + "/_state/finished/checkout/2026112009.json")]
    [InlineData("partition-function.json", "s3:GetObject", Lake + "/_state/runs/00000001/mark.json")]
    [InlineData("partition-function.json", "s3:PutObject", Lake + "/_state/runs/00000001/plan.json")]
    [InlineData("partition-function.json", "s3:DeleteObject", Lake + "/_state/runs/00000001/mark.json")]
    [InlineData("partition-function.json", "elasticmapreduce:RunJobFlow", Cluster)]
    [InlineData("partition-function.json", "elasticmapreduce:AddTags", Cluster)]
    [InlineData("partition-function.json", "elasticmapreduce:DescribeCluster", Cluster)]
    [InlineData("partition-function.json", "elasticmapreduce:ListSteps", Cluster)]
    [InlineData("partition-function.json", "elasticmapreduce:ListClusters", "*")]
    [InlineData("partition-function.json", "iam:PassRole", "arn:aws:test:::ClusterServiceRoleArn")]
    [InlineData("partition-function.json", "iam:PassRole", "arn:aws:test:::ClusterInstanceRoleArn")]
    [InlineData(
        "delivery-stream.json",
        "s3:PutObject",
        Lake + "/stage/checkout/ingestion_year=2026/ingestion_month=11/ingestion_day=20/ingestion_hour=09/a.parquet"
    )]
    [InlineData("delivery-stream.json", "s3:PutObject", Lake + "/quarantine/checkout/delivery/format-conversion-failed/2026/11/20/a")]
    [InlineData("delivery-stream.json", "s3:ListBucketMultipartUploads", Lake)]
    [InlineData("delivery-stream.json", "glue:GetTableVersions", "arn:aws:glue:eu-west-1:111122223333:table/checkout/raw_checkout")]
    [InlineData("delivery-stream.json", "glue:GetTableVersions", "arn:aws:glue:eu-west-1:111122223333:database/checkout")]
    [InlineData("delivery-stream.json", "glue:GetTableVersions", "arn:aws:glue:eu-west-1:111122223333:catalog")]
    [InlineData("emr-instance.json", "s3:GetObject", Lake + "/stage/checkout/ingestion_year=2026/a.parquet")]
    [InlineData("emr-instance.json", "s3:GetObject", Lake + "/_deploy/spark/partition_routine-0123456789abcdef.py")]
    [InlineData("emr-instance.json", "s3:GetObject", Lake + "/_state/runs/00000001/plan.json")]
    [InlineData("emr-instance.json", "s3:PutObject", Table + "year=2026/month=11/day=20/a.parquet")]
    [InlineData("emr-instance.json", "s3:GetObject", Table + "year=2026/month=11/day=20/a.parquet")]
    [InlineData("emr-instance.json", "s3:DeleteObject", Table + "year=2026/month=11/day=20/a.parquet")]
    [InlineData("emr-instance.json", "s3:GetObject", Table + "_delta_log/00000000000000000020.checkpoint.parquet")]
    [InlineData("emr-instance.json", "s3:PutObject", Table + "_delta_log/00000000000000000021.json")]
    [InlineData("emr-instance.json", "s3:DeleteObject", Table + "_delta_log/00000000000000000000.json")]
    [InlineData("emr-instance.json", "s3:PutObject", Table + "_symlink_format_manifest/year=2026/month=11/day=20/manifest")]
    [InlineData("emr-instance.json", "s3:DeleteObject", Table + "_symlink_format_manifest/year=2026/month=11/day=20/manifest")]
    [InlineData("emr-instance.json", "s3:PutObject", Lake + "/consumable_tables/checkout_$folder$")]
    [InlineData("emr-instance.json", "s3:ListBucket", Lake)]
    [InlineData("emr-instance.json", "s3:PutObject", Lake + "/_state/finished/checkout/2026112009.json")]
    [InlineData("emr-instance.json", "s3:GetObject", Lake + "/_state/keys/checkout.json")]
    [InlineData("emr-instance.json", "s3:PutObject", Lake + "/_state/keys/checkout.json")]
    [InlineData("emr-instance.json", "s3:GetObject", Lake + "/_state/vacuumed/checkout.json")]
    [InlineData("emr-instance.json", "s3:PutObject", Lake + "/_state/vacuumed/checkout.json")]
    [InlineData("emr-instance.json", "s3:PutObject", Lake + "/consumable_tables/checkout/_delta_log/00000000000000000001.json")]
    [InlineData("emr-instance.json", "s3:PutObject", Lake + "/_logs/j-1ABCDEF/steps/s-1/stderr.gz")]
    [InlineData("crawler.json", "s3:GetObject", Lake + "/structured_json/checkout/a.json")]
    [InlineData("crawler.json", "s3:GetObject", Table + "_delta_log/00000000000000000021.json")]
    [InlineData("crawler.json", "s3:GetObject", Table + "_delta_log/00000000000000000020.checkpoint.parquet")]
    [InlineData("crawler.json", "glue:CreateTable", "arn:aws:glue:eu-west-1:111122223333:table/checkout/crawled_structured_checkout")]
    public void A_role_may(string file, string action, string resource) => Assert.True(Allows(file, action, resource));

    [Theory]
    [InlineData("structure-function.json", "s3:GetObject", Raw + "/7_FulfillmentOrder/1/id/2")]
    [InlineData("structure-function.json", "s3:PutObject", Raw + Order)]
    [InlineData("structure-function.json", "s3:PutObject", Lake + "/structured_json/fulfillment/a.json")]
    [InlineData("structure-function.json", "s3:GetObject", Lake + "/structured_json/fulfillment/a.json")]
    [InlineData("structure-function.json", "s3:GetObject", Lake + "/quarantine/checkout/2026/11/20/742a.json")]
    [InlineData("read-protection-keys.json", "ssm:GetParameter", "arn:aws:ssm:eu-west-1:111122223333:parameter/another")]
    [InlineData("read-protection-keys.json", "secretsmanager:PutSecretValue", "arn:aws:test:::KeyArns")]
    [InlineData("structure-function.json", "s3:PutObject", Lake + "/_deploy/contracts/checkout.json")]
    [InlineData("structure-function.json", "s3:DeleteObject", Lake + "/quarantine/checkout/a.json")]
    [InlineData(
        "structure-function.json", "logs:PutLogEvents", "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/another:log-stream:a")]
    [InlineData("deliver-function.json", "s3:GetObject", Raw + Order)]
    [InlineData("deliver-function.json", "s3:PutObject", Lake + "/stage/checkout/a.parquet")]
    [InlineData("deliver-function.json", "firehose:PutRecordBatch", "arn:aws:firehose:eu-west-1:111122223333:deliverystream/another")]
    [InlineData("partition-function.json", "s3:PutObject", Lake + "/_state/finished/checkout/2026112009.json")]
    [InlineData("partition-function.json", "s3:GetObject", Lake + "/stage/checkout/a.parquet")]
    [InlineData("partition-function.json", "elasticmapreduce:TerminateJobFlows", Cluster)]
    [InlineData("emr-service.json", "ec2:DeleteTags", "arn:aws:ec2:eu-west-1:111122223333:security-group/sg-1")]
    [InlineData("emr-service-key.json", "kms:ScheduleKeyDeletion", "arn:aws:test:::KeyArn")]
    [InlineData("emr-instance-key.json", "kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/another")]
    [InlineData("partition-function.json", "iam:PassRole", "arn:aws:iam::111122223333:role/Administrator")]
    [InlineData("delivery-stream.json", "s3:PutObject", Lake + "/stage/fulfillment/a.parquet")]
    [InlineData("delivery-stream.json", "s3:PutObject", Lake + "/consumable_tables/checkout/a.parquet")]
    [InlineData("delivery-stream.json", "glue:UpdateTable", "arn:aws:glue:eu-west-1:111122223333:table/checkout/raw_checkout")]
    [InlineData("emr-service.json", "s3:GetObject", Lake + "/stage/checkout/a.parquet")]
    [InlineData("emr-service.json", "iam:PassRole", "arn:aws:iam::111122223333:role/Administrator")]
    [InlineData("emr-instance.json", "s3:GetObject", Raw + Order)]
    [InlineData("emr-instance.json", "s3:DeleteObject", Lake + "/stage/checkout/a.parquet")]
    [InlineData("emr-instance.json", "s3:PutObject", Lake + "/_state/runs/00000001/mark.json")]
    [InlineData("emr-instance.json", "s3:PutObject", Lake + "/_deploy/spark/partition_routine.py")]
    [InlineData("crawler.json", "s3:PutObject", Lake + "/structured_json/checkout/a.json")]
    [InlineData("crawler.json", "s3:PutObject", Table + "_symlink_format_manifest/year=2026/month=11/day=20/manifest")]
    [InlineData("partition-function.json", "s3:PutObject", Table + "_delta_log/00000000000000000021.json")]
    [InlineData("crawler.json", "s3:GetObject", Lake + "/quarantine/checkout/a.json")]
    [InlineData("crawler.json", "glue:UpdateTable", "arn:aws:glue:eu-west-1:111122223333:table/checkout/raw_checkout")]
    [InlineData("crawler.json", "glue:DeleteTable", "arn:aws:glue:eu-west-1:111122223333:table/checkout/checkout")]
    public void A_role_may_not(string file, string action, string resource) => Assert.False(Allows(file, action, resource));

    [Fact]
    public void Only_the_bucket_publishes_to_its_topic()
    {
        var statement = Assert.Single(PolicyFile.Of("topic-access.json").Statements(), statement => statement.IsAllow);
        Assert.Equal(["Service:s3.amazonaws.com"], statement.Principals);
        Assert.Equal(["sns:Publish"], statement.Actions);
        Assert.Equal(
            [("ArnEquals", "aws:SourceArn", "arn:aws:test:::BucketArn"), ("StringEquals", "aws:SourceAccount", "111122223333")],
            statement.Conditions);
    }

    [Theory]
    [InlineData("ServiceRole", "elasticmapreduce.amazonaws.com")]
    [InlineData("InstanceRole", "ec2.amazonaws.com")]
    public void A_clusters_role_is_passed_to_one_service(string role, string service)
    {
        var statement = Assert.Single(
            PolicyFile.Of("partition-function.json").Statements(),
            statement => statement.Matches("iam:PassRole", $"arn:aws:test:::Cluster{role}Arn")
        );
        Assert.Equal([("StringEquals", "iam:PassedToService", service)], statement.Conditions);
    }

    [Theory]
    [InlineData("ec2:RunInstances", "instance/i-1", "aws:RequestTag/")]
    [InlineData("ec2:RunInstances", "volume/vol-1", "aws:RequestTag/")]
    [InlineData("ec2:CreateSecurityGroup", "security-group/sg-1", "aws:RequestTag/")]
    [InlineData("ec2:CreateTags", "security-group/sg-1", "aws:RequestTag/")]
    [InlineData("ec2:CreateTags", "vpc-endpoint/vpce-1", "aws:RequestTag/")]
    [InlineData("ec2:ModifyVpcEndpoint", "vpc-endpoint/vpce-1", "aws:ResourceTag/")]
    [InlineData("ec2:CreateVpcEndpoint", "security-group/sg-1", "aws:ResourceTag/")]
    [InlineData("ec2:TerminateInstances", "instance/i-1", "aws:ResourceTag/")]
    [InlineData("ec2:AuthorizeSecurityGroupIngress", "security-group/sg-1", "aws:ResourceTag/")]
    public void Emr_makes_and_ends_only_what_carries_its_tag(string action, string resource, string key)
    {
        var allowing = PolicyFile
            .Of("emr-service.json")
            .Statements()
            .Where(statement => statement.Matches(action, $"arn:aws:ec2:eu-west-1:111122223333:{resource}"))
            .ToArray();
        Assert.NotEmpty(allowing);
        Assert.All(
            allowing,
            statement =>
                Assert.Contains(statement.Conditions, condition => condition.Key == key + "for-use-with-amazon-emr-managed-policies")
        );
    }

    // A call for a cluster that is there names no tags, but for AddTags, which must not give another's cluster the tag.
    [Theory]
    [InlineData("elasticmapreduce:RunJobFlow", "aws:RequestTag/")]
    [InlineData("elasticmapreduce:AddTags", "aws:ResourceTag/")]
    [InlineData("elasticmapreduce:PutAutoTerminationPolicy", "aws:RequestTag/", "aws:ResourceTag/")]
    public void The_function_starts_and_changes_only_clusters_that_carry_the_tag(string action, params string[] keys)
    {
        var statements = PolicyFile.Of("partition-function.json").Statements().Where(one => one.Matches(action, Cluster));
        Assert.Equal(
            keys.Select(key => ("StringEquals", key + "for-use-with-amazon-emr-managed-policies", "true")),
            statements.Select(statement => Assert.Single(statement.Conditions))
        );
    }

    [Fact]
    public void Emr_makes_no_endpoint_but_the_one_to_itself()
    {
        var statements = PolicyFile.Of("emr-service.json").Statements();
        var making = Assert.Single(
            statements,
            one => one.Conditions.Any(condition => condition.Key.StartsWith("aws:RequestTag/", StringComparison.Ordinal))
                && one.Matches("ec2:CreateVpcEndpoint", Endpoint));
        Assert.Contains(("StringEquals", "aws:RequestTag/Name", "emr-service-vpce"), making.Conditions);
        Assert.True(Allows("emr-service.json", "ec2:CreateVpcEndpoint", "arn:aws:test:::SubnetArns"));
        Assert.True(Allows("emr-service.json", "ec2:CreateVpcEndpoint", "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1"));
        Assert.False(Allows("emr-service.json", "ec2:CreateVpcEndpoint", "arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-9"));
        Assert.False(Allows("emr-service.json", "ec2:DeleteVpcEndpoints", Endpoint));
    }

    [Fact]
    public void A_key_is_granted_only_to_what_AWS_attaches_to_the_cluster()
    {
        var granting = Assert.Single(
            PolicyFile.Of("emr-service-key.json").Statements(), one => one.Matches("kms:CreateGrant", "arn:aws:test:::KeyArn"));
        Assert.Equal([("Bool", "kms:GrantIsForAWSResource", "true")], granting.Conditions);
        Assert.False(Allows("emr-instance-key.json", "kms:CreateGrant", "arn:aws:test:::KeyArn"));
    }

    private static bool Allows(string file, string action, string resource) =>
        PolicyFile.Of(file).Statements().Any(statement => statement.IsAllow && statement.Matches(action, resource));
}
