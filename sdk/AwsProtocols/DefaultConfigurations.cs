using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AwsProtocols;

/// <summary>
/// What each <see cref="DefaultConfigurationMode"/> sets. The numbers are those of the SDK's <c>sdk-default-configuration.json</c>.
/// </summary>
internal static class DefaultConfigurations
{
    internal static DefaultConfigurationProvider Provider() => new(
    [
        Mode(DefaultConfigurationMode.Standard, 3_100),
        Mode(DefaultConfigurationMode.InRegion, 1_100),
        Mode(DefaultConfigurationMode.CrossRegion, 3_100),
        Mode(DefaultConfigurationMode.Mobile, 30_000),
        // The provider turns Auto into one of the others.
        Mode(DefaultConfigurationMode.Auto, 1_100),
    ]);

    private static DefaultConfiguration Mode(DefaultConfigurationMode name, int connectMilliseconds) => new()
    {
        Name = name,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        ConnectTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
    };
}
