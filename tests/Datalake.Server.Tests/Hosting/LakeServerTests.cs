using System.Net;
using System.Text;
using System.Text.Json;
using Datalake.Documents;
using Datalake.Embedded.Storage;
using Datalake.Server.Access;
using Datalake.Server.Settings;
using Datalake.Server.Tests.Checking;

namespace Datalake.Server.Tests.Hosting;

public class LakeServerTests
{
    [Fact]
    public async Task A_server_says_in_its_file_where_it_is_and_takes_that_back_when_it_stops()
    {
        await using var server = await RunningServer.StartAsync();
        var file = new ServerStateFile(new Embedded.LakeFolder(server.Root));

        var read = file.Read()!;
        Assert.Equal(
            (server.Server.Address, server.Server.Token, Environment.ProcessId), (read.Address, read.Token, read.ProcessId));

        await server.Server.StopAsync();
        Assert.False(file.Read()!.IsRunning);
        await Assert.ThrowsAsync<HttpRequestException>(() => server.PostAsync("{}"));
    }

    [Fact]
    public async Task Health_needs_no_token_and_everything_else_does()
    {
        await using var server = await RunningServer.StartAsync();
        server.Client.DefaultRequestHeaders.Authorization = null;

        Assert.Equal("ok\n", await server.Client.GetStringAsync("/healthz", Test.Token));
        while ((await server.Client.GetAsync("/readyz", Test.Token)).StatusCode != HttpStatusCode.OK) await Task.Yield();
        foreach (var address in new[] { "/v1/status", "/v1/tables", "/v1/quarantine", "/nowhere" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await server.Client.GetAsync(address, Test.Token)).StatusCode);
    }

    [Fact]
    public async Task A_second_server_on_the_folder_is_refused()
    {
        using var folder = new TestFolder();
        await using var first = await RunningServer.StartAsync(folder: folder);

        await Assert.ThrowsAsync<LakeLockedException>(() => RunningServer.StartAsync(folder: folder));

        await first.StoreAsync(RunningServer.Order("a"));
    }

    [Fact]
    public async Task A_port_that_is_in_use_leaves_no_lock_behind()
    {
        using var folder = new TestFolder();
        await using var other = await RunningServer.StartAsync();
        Assert.True(ListenAddress.TryParse($"127.0.0.1:{new Uri(other.Server.Address).Port}", out var taken));

        await Assert.ThrowsAsync<IOException>(() => RunningServer.StartAsync(settings => settings with { Listen = taken }, folder));

        await using var here = await RunningServer.StartAsync(folder: folder);
    }

    [Fact]
    public async Task What_other_machines_reach_does_not_start_without_tokens_and_TLS()
    {
        Assert.True(ListenAddress.TryParse("*:0", out var everywhere));

        var refused = await Assert.ThrowsAsync<DocumentException>(
            () => RunningServer.StartAsync(settings => settings with { Listen = everywhere }));

        Assert.Equal(["$.tokens", "$.tls"], refused.Problems.Select(problem => problem.Path));
    }

    [Fact]
    public async Task Addresses_that_show_what_a_command_shows_run_the_command()
    {
        await using var server = await RunningServer.StartAsync();
        server.Commands.Answer = arguments => (0, JsonSerializer.Serialize(arguments), "");

        Assert.Equal("""["--format","json","status"]""", await server.Client.GetStringAsync("/v1/status", Test.Token));
        Assert.Equal("""["--format","json","tables","--","a b"]""", await server.Client.GetStringAsync("/v1/tables/a%20b", Test.Token));
        Assert.Equal("""["--format","json","history","--","--help"]""", await server.Client.GetStringAsync("/v1/tables/--help/history", Test.Token));
        Assert.Equal("""["--format","json","quarantine","list"]""", await server.Client.GetStringAsync("/v1/quarantine", Test.Token));
        using var answer = await server.Client.PostAsync("/v1/quarantine/ab12/discard", null, Test.Token);
        Assert.Equal("""["--format","json","quarantine","discard","--","ab12"]""", await answer.Content.ReadAsStringAsync(Test.Token));
    }

    [Fact]
    public async Task What_a_command_refuses_is_a_problem_in_its_words()
    {
        await using var server = await RunningServer.StartAsync();
        server.Commands.Answer = _ => (2, "", "There is no table x.\n");

        using var answer = await server.Client.GetAsync("/v1/tables/x", Test.Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("There is no table x.", (await TestHost.ProblemOf(answer)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_command_that_is_handed_over_answers_with_both_of_its_outputs_and_its_exit_code()
    {
        await using var server = await RunningServer.StartAsync();
        server.Commands.Answer = _ => (1, "result\n", "working\n");

        using var answer = await server.Client.PostAsync(
            "/v1/commands", new StringContent("""{"arguments":["ingest","--workers","1"]}""", Encoding.UTF8, "application/json"), Test.Token);

        var frames = (await answer.Content.ReadAsStringAsync(Test.Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["""{"err":"working\n"}""", """{"exit":1}""", """{"out":"result\n"}"""], frames.Order(StringComparer.Ordinal));
        Assert.Equal("""{"exit":1}""", frames[^1]);
        Assert.Equal(["ingest", "--workers", "1"], Assert.Single(server.Commands.Taken));
    }

    [Fact]
    public async Task A_page_of_another_origin_does_not_reach_a_server_without_tokens()
    {
        await using var server = await RunningServer.StartAsync(isOpen: true);
        server.Client.DefaultRequestHeaders.Authorization = null;
        await server.StoreAsync(RunningServer.Order("a"));
        server.Client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");

        using var answer = await server.PostAsync(RunningServer.Order("b"), type: "text/plain");

        Assert.Equal("foreign-origin", await TestHost.KindOf(answer));
    }
}
