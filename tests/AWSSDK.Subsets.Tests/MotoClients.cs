using Amazon.Runtime;
using Datalake.Aws.Testing;

namespace AWSSDK.Subsets.Tests;

/// <summary>What every client that talks to the emulator is made with.</summary>
internal static class MotoClients
{
    internal static BasicAWSCredentials Credentials { get; } = new(MotoServer.AccessKeyId, MotoServer.SecretAccessKey);

    internal static T At<T>(this T config, MotoServer server)
        where T : ClientConfig
    {
        config.ServiceURL = server.Endpoint.OriginalString;
        config.AuthenticationRegion = MotoServer.Region;
        return config;
    }
}
