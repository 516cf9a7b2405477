using System.Reflection;
using Pulumi.Aws.S3;
using Pulumi.Serialization;

namespace Pulumi.Subset.Tests;

/// <summary>The generated classes have the names and types of the official C# package.</summary>
public class OfficialNamesTests
{
    [Theory]
    [InlineData("Pulumi.Aws.S3.BucketArgs", "BucketName", typeof(Input<string>))]
    [InlineData("Pulumi.Aws.S3.BucketArgs", "ForceDestroy", typeof(Input<bool>))]
    [InlineData("Pulumi.Aws.S3.BucketPolicyArgs", "Policy", typeof(Input<string>))]
    [InlineData("Pulumi.Aws.S3.BucketNotificationArgs", "Topics", typeof(InputList<Aws.S3.Inputs.BucketNotificationTopicArgs>))]
    [InlineData("Pulumi.Aws.S3.BucketObjectv2Args", "Source", typeof(Input<AssetOrArchive>))]
    [InlineData("Pulumi.Aws.Iam.RoleArgs", "AssumeRolePolicy", typeof(Input<string>))]
    [InlineData("Pulumi.Aws.Lambda.FunctionArgs", "Runtime", typeof(InputUnion<string, Aws.Lambda.Runtime>))]
    [InlineData("Pulumi.Aws.CloudWatch.MetricAlarmArgs", "Threshold", typeof(Input<double>))]
    [InlineData("Pulumi.Aws.CloudWatch.MetricAlarmArgs", "EvaluationPeriods", typeof(Input<int>))]
    [InlineData("Pulumi.Aws.CloudWatch.MetricAlarmArgs", "Dimensions", typeof(InputMap<string>))]
    [InlineData("Pulumi.Aws.Glue.CatalogTableArgs", "Parameters", typeof(InputMap<string>))]
    [InlineData("Pulumi.Aws.S3.Bucket", "Arn", typeof(Output<string>))]
    [InlineData("Pulumi.Aws.Sqs.Queue", "Url", typeof(Output<string>))]
    public void A_property_is_named_and_typed(string type, string property, Type expected) =>
        Assert.Equal(expected, typeof(Bucket).Assembly.GetType(type, throwOnError: true)!.GetProperty(property)?.PropertyType);

    [Fact]
    public void Every_property_that_is_given_names_what_the_provider_calls_it()
    {
        var args = typeof(Bucket).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ResourceArgs))).ToArray();
        Assert.True(args.Length > 100);
        Assert.All(args, type =>
        {
            const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            var named = type.GetMembers(Any).Select(member => member.GetCustomAttribute<InputAttribute>()?.Name).OfType<string>().ToArray();
            Assert.Equal(type.GetProperties(Any).Length, named.Distinct(StringComparer.Ordinal).Count());
        });
    }

    [Fact]
    public void Every_resource_of_the_list_has_a_class()
    {
        var root = typeof(OfficialNamesTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "RepositoryRoot")
            .Value!;
        var listed = File.ReadLines(Path.Combine(root, "sdk", "Pulumi.Aws", "resource-types.txt"))
            .Count(line => line.Contains('/', StringComparison.Ordinal) && !line.StartsWith('#'));
        Assert.Equal(listed, typeof(Bucket).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(CustomResource))));
    }
}
