using Datalake.Aws.Testing;

namespace AWSSDK.Subsets.Tests.Testing;

public sealed class MotoServerTests
{
    [Fact]
    public async Task A_server_answers_once_it_is_started_and_no_more_once_it_is_disposed()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var http = new HttpClient();
        Uri endpoint;
        await using (var server = await MotoServer.RequireAsync(cancellationToken))
        {
            endpoint = server.Endpoint;
            using var answer = await http.GetAsync(new Uri(endpoint, "moto-api/data.json"), cancellationToken);
            Assert.True(answer.IsSuccessStatusCode);
        }

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(endpoint, cancellationToken));
    }

    [Fact]
    public async Task Two_servers_run_side_by_side()
    {
        var servers = await Task.WhenAll(
            MotoServer.RequireAsync(TestContext.Current.CancellationToken), MotoServer.RequireAsync(TestContext.Current.CancellationToken));
        Assert.NotEqual(servers[0].Endpoint, servers[1].Endpoint);
        foreach (var server in servers) await server.DisposeAsync();
    }
}
