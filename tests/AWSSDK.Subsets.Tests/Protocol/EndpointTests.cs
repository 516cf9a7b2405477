using Amazon;
using Amazon.Athena;
using Amazon.ElasticMapReduce;
using Amazon.Glue;
using Amazon.KinesisFirehose;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SimpleNotificationService;

namespace AWSSDK.Subsets.Tests.Protocol;

/// <summary>The endpoints are those of the services' published rule sets.</summary>
public sealed class EndpointTests
{
    private static readonly string[] Services = ["firehose", "elasticmapreduce", "glue", "athena", "sns"];

    // As the partitions of the SDK have them.
    private static readonly (string Region, string Suffix, string DualStack)[] Regions =
    [
        ("eu-west-1", "amazonaws.com", "api.aws"),
        ("us-east-1", "amazonaws.com", "api.aws"),
        ("ap-southeast-7", "amazonaws.com", "api.aws"),
        ("us-gov-west-1", "amazonaws.com", "api.aws"),
        ("us-gov-east-1", "amazonaws.com", "api.aws"),
        ("cn-north-1", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
        ("us-iso-east-1", "c2s.ic.gov", "api.aws.ic.gov"),
        ("us-isob-east-1", "sc2s.sgov.gov", "api.aws.scloud"),
    ];

    private static readonly HashSet<string> PlainFipsInGovCloud = ["elasticmapreduce", "sns"];

    public static TheoryData<string, string, bool, bool, string> Cases()
    {
        var cases = new TheoryData<string, string, bool, bool, string>();
        foreach (var service in Services)
        {
            foreach (var (region, suffix, dualStack) in Regions)
            {
                var fips =
                    PlainFipsInGovCloud.Contains(service) && region.StartsWith("us-gov-", StringComparison.Ordinal)
                        ? service
                        : service + "-fips";
                cases.Add(service, region, false, false, $"https://{service}.{region}.{suffix}/");
                cases.Add(service, region, true, false, $"https://{fips}.{region}.{suffix}/");
                cases.Add(service, region, false, true, $"https://{service}.{region}.{dualStack}/");
                cases.Add(service, region, true, true, $"https://{service}-fips.{region}.{dualStack}/");
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_region_has_its_endpoint(string service, string region, bool fips, bool dualStack, string url)
    {
        var config = Config(service);
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        config.UseFIPSEndpoint = fips;
        config.UseDualstackEndpoint = dualStack;

        Assert.Equal(url, new Uri(Resolve(config).URL).AbsoluteUri);
    }

    [Fact]
    public void A_url_that_is_set_goes_before_the_regions()
    {
        foreach (var service in Services)
        {
            var config = Config(service);
            config.ServiceURL = "http://127.0.0.1:5000";
            config.AuthenticationRegion = "eu-west-1";
            Assert.Equal("http://127.0.0.1:5000/", new Uri(Resolve(config).URL).AbsoluteUri);
        }
    }

    [Theory]
    [InlineData(true, false, "FIPS")]
    [InlineData(false, true, "Dualstack")]
    public void A_url_that_is_set_cannot_be_made_another(bool fips, bool dualStack, string named)
    {
        var config = new AmazonAthenaConfig
        {
            ServiceURL = "http://127.0.0.1:5000",
            UseFIPSEndpoint = fips,
            UseDualstackEndpoint = dualStack,
        };

        var e = Assert.Throws<AmazonClientException>(() => Resolve(config));

        Assert.Contains(named, e.Message, StringComparison.Ordinal);
    }

    private static Endpoint Resolve(ClientConfig config) =>
        config.DetermineServiceOperationEndpoint(
            new ServiceOperationEndpointParameters(new Amazon.Athena.Model.GetQueryExecutionRequest()));

    private static ClientConfig Config(string service) => service switch
    {
        "firehose" => new AmazonKinesisFirehoseConfig(),
        "elasticmapreduce" => new AmazonElasticMapReduceConfig(),
        "glue" => new AmazonGlueConfig(),
        "athena" => new AmazonAthenaConfig(),
        _ => new AmazonSimpleNotificationServiceConfig(),
    };
}
