using System.Reflection;
using Amazon.Athena;
using Amazon.ElasticMapReduce;
using Amazon.Glue;
using Amazon.KinesisFirehose;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;

namespace AWSSDK.Subsets.Tests.Protocol;

/// <summary>
/// No name in the subsets is made up: each stands in the model of its service. What the subsets have of an enumeration or of an operation's
/// errors is also complete, compared with one version of the models, since AWS goes on adding to them.
/// </summary>
public sealed class ServiceModelTests
{
    private const string Compared = "1.43.11";

    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static TheoryData<string, Type> Services => new()
    {
        { "athena", typeof(AmazonAthenaClient) },
        { "emr", typeof(AmazonElasticMapReduceClient) },
        { "glue", typeof(AmazonGlueClient) },
        { "firehose", typeof(AmazonKinesisFirehoseClient) },
        { "sns", typeof(AmazonSimpleNotificationServiceClient) },
    };

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Every_operation_is_one_of_the_service(string service, Type client)
    {
        var model = await ServiceModel.RequireAsync(service);
        Assert.NotEmpty(Operations(client));
        Assert.All(Operations(client), operation => Assert.NotNull(model.Request(operation)));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Every_member_of_a_structure_is_one_of_the_services(string service, Type client)
    {
        var model = await ServiceModel.RequireAsync(service);
        var structures = Exported(client, ".Model")
            .Where(type => type.BaseType != typeof(AmazonWebServiceRequest) && !type.IsSubclassOf(typeof(Exception)))
            .ToList();
        Assert.NotEmpty(structures);
        Assert.All(structures, type =>
        {
            var known = MembersOf(type, model);
            Assert.True(known is not null, $"{service} has no structure {type.Name}.");
            Assert.All(type.GetProperties(Own), property => Assert.Contains(property.Name, known));
        });
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Every_value_of_an_enumeration_is_one_of_the_services(string service, Type client)
    {
        var model = await ServiceModel.RequireAsync(service);
        Assert.All(Enumerations(client), type =>
        {
            var known = model.Values(type.Name);
            Assert.True(known is not null, $"{service} has no enumeration {type.Name}.");
            Assert.All(ValuesOf(type), value => Assert.Contains(value, known));
        });
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task No_value_of_an_enumeration_is_missing(string service, Type client)
    {
        var model = await RequireComparedAsync(service);
        Assert.All(Enumerations(client), type => Assert.Empty(model.Values(type.Name)!.Except(ValuesOf(type))));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Every_exception_and_member_of_it_is_one_of_the_services(string service, Type client)
    {
        var model = await ServiceModel.RequireAsync(service);
        Assert.All(Exported(client, ".Model").Where(type => type.IsSubclassOf(typeof(Exception))), type =>
        {
            var shape = model.Error(type.Name);
            Assert.True(shape is not null, $"{service} has no error {type.Name}.");
            var known = model.MembersOfError(shape).Select(ServiceModel.Capital).ToList();
            Assert.All(type.GetProperties(Own), property => Assert.Contains(property.Name, known));
        });
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Every_error_of_an_operation_is_its_exception_with_its_members(string service, Type client)
    {
        var model = await RequireComparedAsync(service);
        foreach (var (shape, code, members) in Operations(client).SelectMany(model.Errors).DistinctBy(error => error.Shape))
        {
            var values = members.ToDictionary(member => member, member => model.ValueOf(shape, member), StringComparer.Ordinal);
            var thrown = await ErrorTests.AnsweredAsync(service, code, values);

            Assert.Equal(shape.EndsWith("Exception", StringComparison.Ordinal) ? shape : shape + "Exception", thrown.GetType().Name);
            Assert.Equal(code, thrown.ErrorCode);
            Assert.All(values, value =>
            {
                var property = thrown.GetType().GetProperty(ServiceModel.Capital(value.Key), Own);
                Assert.True(property is not null, $"{thrown.GetType().Name} has no {value.Key}.");
                Assert.Equal(value.Value.ToString(), property.GetValue(thrown)?.ToString(), ignoreCase: true);
            });
        }
    }

    private static async Task<ServiceModel> RequireComparedAsync(string service)
    {
        var model = await ServiceModel.RequireAsync(service);
        Assert.SkipUnless(model.Version == Compared, $"The subsets were compared with botocore {Compared}; here is {model.Version}.");
        return model;
    }

    private static IEnumerable<Type> Enumerations(Type client) =>
        Exported(client, "").Where(type => type.IsSubclassOf(typeof(ConstantClass)));

    private static IEnumerable<string> ValuesOf(Type enumeration) => enumeration
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => ((ConstantClass)field.GetValue(null)!).Value);

    private static IEnumerable<string> Operations(Type client) => Exported(client, ".Model")
        .Where(type => type.Name.EndsWith("Response", StringComparison.Ordinal))
        .Select(type => type.Name[..^"Response".Length]);

    private static IReadOnlySet<string>? MembersOf(Type type, ServiceModel model) =>
        type.IsSubclassOf(typeof(AmazonWebServiceRequest)) ? model.Request(type.Name[..^"Request".Length])
        : type.IsSubclassOf(typeof(AmazonWebServiceResponse)) ? model.Response(type.Name[..^"Response".Length])
        : model.Structure(type.Name);

    private static IEnumerable<Type> Exported(Type client, string below) =>
        client.Assembly.GetExportedTypes().Where(type => type.Namespace == client.Namespace + below);
}
