using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Lambda.Inputs;
using Pulumi.Aws.S3;
using Pulumi.Aws.S3.Inputs;
using Pulumi.Aws.Sns;
using YamlDotNet.RepresentationModel;

namespace Pulumi.Subset.Tests;

public class ResourceTests
{
    [Fact]
    public void A_resource_has_its_type_properties_and_the_version_of_its_provider()
    {
        var landing = Printed.Document(() =>
            _ = new Bucket("landing", new BucketArgs { BucketName = "shop-landing", ForceDestroy = true })
        )["resources"]["landing"];

        Assert.Equal("aws:s3/bucket:Bucket", (string?)landing["type"]);
        Assert.Equal(["bucket", "forceDestroy"], ((YamlMappingNode)landing["properties"]).Children.Keys.Select(key => (string?)key));
        Assert.Equal("shop-landing", (string?)landing["properties"]["bucket"]);
        Assert.Matches("^7[.][0-9]+[.][0-9]+$", (string?)landing["options"]["version"]);
    }

    [Fact]
    public void Lists_maps_unions_and_enumerations_are_printed_as_what_they_hold()
    {
        var properties = Printed.Document(() => _ = new Function("f", new FunctionArgs
        {
            Role = "r",
            Runtime = Runtime.Dotnet8,
            Architectures = { "arm64" },
            MemorySize = 256,
            Environment = new FunctionEnvironmentArgs { Variables = { { "A", "1" }, { "B", new Bucket("b").Id } } },
        }))["resources"]["f"]["properties"];

        Assert.Equal("dotnet8", (string?)properties["runtime"]);
        Assert.Equal(["arm64"], ((YamlSequenceNode)properties["architectures"]).Select(item => (string?)item));
        Assert.Equal(
            ("1", "${b.id}"), ((string?)properties["environment"]["variables"]["A"], (string?)properties["environment"]["variables"]["B"]));
        Assert.Equal(
            "dotnet10",
            (string?)
                Printed.Document(() => _ = new Function("f", new FunctionArgs { Role = "r", Runtime = "dotnet10" }))["resources"]["f"][
                    "properties"
                ]["runtime"]
        );
    }

    [Fact]
    public void Numbers_are_numbers_and_texts_are_quoted()
    {
        var text = Printed.Text(() =>
            _ = new MetricAlarm(
                "a",
                new MetricAlarmArgs
                {
                    ComparisonOperator = "2026-01-01",
                    EvaluationPeriods = 1,
                    Threshold = 0.25,
                }
            )
        );

        Assert.Contains("comparisonOperator: \"2026-01-01\"", text, StringComparison.Ordinal);
        Assert.Contains("evaluationPeriods: 1\n", text, StringComparison.Ordinal);
        Assert.Contains("threshold: 0.25\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_missing_property_is_said_at_once_by_resource_and_property()
    {
        var refused = Assert.Throws<RunException>(() => Printed.Text(() =>
        {
            _ = new Function("transform", new FunctionArgs { DeadLetterConfig = new FunctionDeadLetterConfigArgs() });
                _ = new BucketNotification(
                    "told",
                    new BucketNotificationArgs { Topics = { new BucketNotificationTopicArgs { Events = { "s3:ObjectCreated:*" } } } }
                );
        }));

        Assert.Equal(
            [
                "'transform' (aws:lambda/function:Function): the required property 'deadLetterConfig.targetArn' is not set.",
                "'transform' (aws:lambda/function:Function): the required property 'role' is not set.",
                "'told' (aws:s3/bucketNotification:BucketNotification): the required property 'bucket' is not set.",
                "'told' (aws:s3/bucketNotification:BucketNotification): the required property 'topics[0].topicArn' is not set.",
            ],
            refused.Message.Split('\n'));
    }

    [Fact]
    public void Two_resources_of_one_type_and_name_are_refused()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Printed.Text(() =>
        {
            _ = new Topic("uploads");
            _ = new Topic("uploads");
        }));
        Assert.Contains("'uploads'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resources_of_different_types_may_have_one_name()
    {
        var resources = Printed.Document(() =>
        {
            var topic = new Topic("uploads");
            var bucket = new Bucket("uploads");
            _ = new TopicPolicy("of both", new TopicPolicyArgs { Arn = topic.Arn, Policy = bucket.Arn });
        })["resources"];

        Assert.Equal("${uploads.arn}", (string?)resources["of-both"]["properties"]["arn"]);
        Assert.Equal("${uploads-Bucket.arn}", (string?)resources["of-both"]["properties"]["policy"]);
        Assert.Equal(("uploads", "of both"), ((string?)resources["uploads-Bucket"]["name"], (string?)resources["of-both"]["name"]));
    }

    [Fact]
    public void Options_say_how_a_resource_is_treated()
    {
        var options = Printed.Document(() =>
        {
            var first = new Topic("first");
            _ = new Topic(
                "second",
                null,
                new CustomResourceOptions
                {
                    DependsOn = { first },
                    Protect = true,
                    RetainOnDelete = true,
                    IgnoreChanges = { "tags" },
                    DeleteBeforeReplace = true,
                }
            );
        })["resources"]["second"]["options"];

        Assert.Equal("${first}", (string?)options["dependsOn"][0]);
        Assert.Equal(
            ("true", "true", "true", "tags"),
            (
                (string?)options["protect"],
                (string?)options["retainOnDelete"],
                (string?)options["deleteBeforeReplace"],
                (string?)options["ignoreChanges"][0]
            )
        );
    }

    [Fact]
    public void A_file_is_uploaded_as_an_asset() =>
        Assert.Equal(
            "a.zip",
            (string?)
                Printed.Document(() =>
                    _ = new BucketObjectv2(
                        "o",
                        new BucketObjectv2Args
                        {
                            Bucket = "b",
                            Key = "k",
                            Source = new FileAsset("a.zip"),
                        }
                    )
                )["resources"]["o"]["properties"]["source"]["fn::fileAsset"]
        );

    [Fact]
    public void Settings_are_read_by_their_name() => Printed.Text(
        () =>
        {
            Assert.Equal(("5", null), (new Config().Get("size"), new Config().Get("region")));
            Assert.Equal("eu-west-1", new Config("aws").Get("region"));
            Assert.Equal(("shop", "dev"), (Deployment.Instance.ProjectName, Deployment.Instance.StackName));
        },
        ("shop:size", "5"),
        ("aws:region", "eu-west-1"));

    [Fact]
    public void A_resource_outside_a_program_is_refused() => Assert.Throws<InvalidOperationException>(() => new Topic("lost"));
}
