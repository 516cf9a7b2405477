using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace AwsProtocols.Endpoints;

/// <summary>The endpoint of a service that has one in each region: the rules that the rule sets of these services share.</summary>
/// <param name="prefix">The first label of the host.</param>
/// <param name="plainFipsInGovCloud">Whether the ordinary host is the FIPS one in GovCloud, as it is for the oldest services.</param>
internal sealed class RegionalEndpointProvider(string prefix, bool plainFipsInGovCloud = false) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var fips = parameters[Parameter.UseFips] is true;
        var dualStack = parameters[Parameter.UseDualStack] is true;
        if (parameters[Parameter.Endpoint] is string url)
        {
            if (fips) throw new AmazonClientException("Invalid Configuration: FIPS and custom endpoint are not supported");
            if (dualStack) throw new AmazonClientException("Invalid Configuration: Dualstack and custom endpoint are not supported");
            return new Endpoint(url);
        }

        if (parameters[Parameter.Region] is not string region) throw new AmazonClientException("Invalid Configuration: Missing Region");
        var partition = Fn.Partition(region)
            ?? throw new AmazonClientException($"Cannot resolve endpoint: no partition has the region {region}");
        if (fips && !partition.supportsFIPS)
            throw new AmazonClientException($"FIPS is enabled but this partition does not support FIPS: {partition.name}");
        if (dualStack && !partition.supportsDualStack)
            throw new AmazonClientException($"DualStack is enabled but this partition does not support DualStack: {partition.name}");
        var plain = plainFipsInGovCloud && !dualStack && string.Equals(partition.name, "aws-us-gov", StringComparison.Ordinal);
        var suffix = dualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
        return new Endpoint($"https://{prefix}{(fips && !plain ? "-fips" : string.Empty)}.{region}.{suffix}");
    }

    internal static class Parameter
    {
        internal const string Region = "Region";
        internal const string UseDualStack = "UseDualStack";
        internal const string UseFips = "UseFIPS";
        internal const string Endpoint = "Endpoint";
    }
}
