using System.Reflection;
using Amazon.Athena;
using Amazon.ElasticMapReduce;
using Amazon.Glue;
using Amazon.KinesisFirehose;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;

namespace AWSSDK.Subsets.Tests.Protocol;

/// <summary>What the subsets promise of their public face, held for every type there is.</summary>
public sealed class SurfaceTests
{
    public static TheoryData<string, Type> Packages => new()
    {
        { "AWSSDK.Athena", typeof(AmazonAthenaClient) },
        { "AWSSDK.ElasticMapReduce", typeof(AmazonElasticMapReduceClient) },
        { "AWSSDK.Glue", typeof(AmazonGlueClient) },
        { "AWSSDK.KinesisFirehose", typeof(AmazonKinesisFirehoseClient) },
        { "AWSSDK.SimpleNotificationService", typeof(AmazonSimpleNotificationServiceClient) },
    };

    [Theory]
    [MemberData(nameof(Packages))]
    public void Nothing_is_public_but_what_the_official_package_names(string assembly, Type client)
    {
        Assert.Equal(assembly, client.Assembly.GetName().Name);
        Assert.All(
            client.Assembly.GetExportedTypes(),
            type => Assert.Contains(type.Namespace, new[] { client.Namespace, client.Namespace + ".Model" })
        );
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Values_may_be_absent_and_collections_are_null_until_they_are_set(string assembly, Type client)
    {
        _ = assembly;
        foreach (var type in Models(client).Where(type => !type.IsSubclassOf(typeof(Exception))))
        {
            var made = Activator.CreateInstance(type);
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            {
                Assert.True(
                    !property.PropertyType.IsValueType || Nullable.GetUnderlyingType(property.PropertyType) is not null,
                    $"{type}.{property.Name}"
                );
                Assert.True(property.CanWrite, $"{type}.{property.Name}");
                Assert.Null(property.GetValue(made));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_operation_has_its_request_and_response_and_is_on_the_interface(string assembly, Type client)
    {
        _ = assembly;
        var @interface = client.GetInterface("I" + client.Name[..^"Client".Length])!;
        var operations = Models(client)
            .Where(type => type.Name.EndsWith("Response", StringComparison.Ordinal))
            .Select(type => type.Name[..^"Response".Length])
            .ToList();
        Assert.NotEmpty(operations);
        Assert.All(operations, operation =>
        {
                var method = @interface
                    .GetMethods()
                    .Single(m => m.Name == operation + "Async" && m.GetParameters()[0].ParameterType.Name == operation + "Request");
            Assert.True(method.GetParameters()[0].ParameterType.IsSubclassOf(typeof(AmazonWebServiceRequest)));
        });
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_constant_keeps_a_text_it_does_not_know(string assembly, Type client)
    {
        _ = assembly;
        foreach (var type in client.Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(ConstantClass))))
        {
            var find = type.GetMethod("FindValue", BindingFlags.Public | BindingFlags.Static, [typeof(string)])!;
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
                Assert.Same(field.GetValue(null), find.Invoke(null, [((ConstantClass)field.GetValue(null)!).Value]));
            Assert.Equal("NEW_SINCE", ((ConstantClass)find.Invoke(null, ["NEW_SINCE"])!).Value);
        }
    }

    private static IEnumerable<Type> Models(Type client) =>
        client.Assembly.GetExportedTypes().Where(type => type.Namespace == client.Namespace + ".Model");
}
