using System.Net;
using System.Text;
using Datalake.Server.Tests.Hosting;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Datalake.Server.Tests.Tools;

/// <summary>The Model Context Protocol, by its own client over HTTP.</summary>
public class LakeToolsTests
{
    [Fact]
    public async Task It_is_off_unless_the_settings_turn_it_on()
    {
        await using var server = await RunningServer.StartAsync();

        using var answer = await server.Client.PostAsync("/mcp", new StringContent("{}", Encoding.UTF8, "application/json"), Test.Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_asked()
    {
        await using var server = await StartAsync();
        server.Client.DefaultRequestHeaders.Authorization = null;

        using var answer = await server.Client.PostAsync("/mcp", new StringContent("{}", Encoding.UTF8, "application/json"), Test.Token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_client_finds_the_tools_and_queries_the_tables()
    {
        await using var server = await StartAsync();
        await server.StoreAsync(RunningServer.Order("a", 7));
        await server.UntilAsync("SELECT count(*) FROM orders", "1");
        await using var client = await ConnectAsync(server);

        var tools = await client.ListToolsAsync(cancellationToken: Test.Token);
        Assert.Equal(
            ["describe_table", "explain_quarantine_entry", "list_tables", "query"], tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.All(tools, tool => Assert.True(tool.ProtocolTool.Annotations?.ReadOnlyHint));

        var rows = await CallAsync(client, "query", ("sql", "SELECT id, value FROM orders"));
        Assert.Equal("""[{"id":"a","value":7}]""", rows.Text.Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_other_tools_ask_the_commands()
    {
        await using var server = await StartAsync();
        server.Commands.Answer = arguments => (0, $"\"{string.Join(' ', arguments)}\"\n", "");
        await using var client = await ConnectAsync(server);

        await CallAsync(client, "list_tables");
        await CallAsync(client, "describe_table", ("table", "--orders"));
        var entry = await CallAsync(client, "explain_quarantine_entry", ("id", "abc#1"));

        Assert.Contains("quarantine show -- abc#1", entry.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["--format json tables", "--format json tables -- --orders", "--format json quarantine show -- abc#1"],
            server.Commands.Taken.Select(arguments => string.Join(' ', arguments)));
    }

    [Theory]
    [InlineData("DELETE FROM orders")]
    [InlineData("SELECT * FROM read_text('/etc/hostname')")]
    [InlineData("SELECT range FROM range(1001)")]
    [InlineData("SELECT repeat('x', 300000) AS x")]
    [InlineData("SELECT nothing FROM orders")]
    public async Task A_query_that_writes_or_gives_too_much_is_an_error_in_words(string sql)
    {
        await using var server = await StartAsync();
        await using var client = await ConnectAsync(server);

        var (isError, text) = await CallAsync(client, "query", ("sql", sql));

        Assert.True(isError, text);
        Assert.DoesNotContain("at Datalake.", text, StringComparison.Ordinal);
        Assert.True(text.Length > 20, text);
    }

    private static Task<RunningServer> StartAsync() => RunningServer.StartAsync(settings => settings with { Mcp = true });

    private static async Task<McpClient> ConnectAsync(RunningServer server) => await McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = new Uri(server.Server.Address + "/mcp"),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string>(StringComparer.Ordinal) { ["Authorization"] = $"Bearer {server.Server.Token}" },
        }),
        cancellationToken: Test.Token);

    private static async Task<(bool IsError, string Text)> CallAsync(
        McpClient client, string tool, params (string Name, object? Value)[] arguments)
    {
        var result = await client.CallToolAsync(
            tool, arguments.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal), cancellationToken: Test.Token);
        return (result.IsError == true, string.Concat(result.Content.OfType<TextContentBlock>().Select(block => block.Text)));
    }
}
