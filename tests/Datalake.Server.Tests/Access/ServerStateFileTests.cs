using Datalake.Embedded;
using Datalake.Server.Access;
using Datalake.Server.Tests.Checking;

namespace Datalake.Server.Tests.Access;

public sealed class ServerStateFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TestFolder folder = new();
    private readonly ServerStateFile file;

    public ServerStateFileTests()
    {
        file = new ServerStateFile(new LakeFolder(folder.Path));
    }

    private ServerState Running { get; } = new()
    {
        Token = AccessToken.Create(),
        Address = "http://127.0.0.1:8080",
        ProcessId = 4711,
        StartedAt = new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero),
    };

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_written_is_read()
    {
        Assert.Null(file.Read());
        file.Write(Running);
        Assert.Equal(Running, file.Read());
        Assert.Equal(folder["_state/server.json"], file.Path);
        Assert.Equal([file.Path], Directory.GetFiles(folder["_state"]));
    }

    [Fact]
    public void Only_the_owner_may_read_it_also_where_another_file_was_there()
    {
        if (OperatingSystem.IsWindows()) return;
        folder.Write("_state/server.json", "{}");
        File.SetUnixFileMode(file.Path, OwnerOnly | UnixFileMode.OtherRead | UnixFileMode.GroupRead);
        file.Write(Running);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(file.Path));
    }

    [Fact]
    public void A_server_that_stopped_leaves_its_token()
    {
        file.Write(Running);
        file.WriteStopped();
        var state = file.Read()!;
        Assert.Equal((Running.Token, false, null), (state.Token, state.IsRunning, state.ProcessId));
    }

    [Fact]
    public void Without_configured_tokens_the_token_stays_over_a_restart()
    {
        file.Write(Running);
        Assert.Equal(Running.Token, file.TokenFor(hasConfiguredTokens: false, log: null));
    }

    [Fact]
    public void With_configured_tokens_each_start_has_a_token_of_its_own()
    {
        file.Write(Running);
        Assert.NotEqual(Running.Token, file.TokenFor(hasConfiguredTokens: true, log: null));
    }

    [Fact]
    public void A_token_that_others_could_read_is_replaced()
    {
        if (OperatingSystem.IsWindows()) return;
        file.Write(Running);
        File.SetUnixFileMode(file.Path, OwnerOnly | UnixFileMode.GroupRead);
        using var log = new LogLines();
        Assert.NotEqual(Running.Token, file.TokenFor(hasConfiguredTokens: false, log));
        Assert.Equal(1104, Assert.Single(log.All).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"token":"short"}""")]
    [InlineData("""{"token":null}""")]
    public void What_is_no_state_is_none_and_a_new_token_is_made(string text)
    {
        folder.Write("_state/server.json", text);
        Assert.Null(file.Read());
        Assert.True(file.TokenFor(hasConfiguredTokens: false, log: null).Length >= AccessToken.MinimumLength);
    }

    [Fact]
    public void Tokens_differ_and_have_256_bits()
    {
        var tokens = Enumerable.Range(0, 100).Select(_ => AccessToken.Create()).ToArray();
        Assert.Equal(tokens.Length, tokens.Distinct(StringComparer.Ordinal).Count());
        Assert.All(tokens, token => Assert.Equal("lake_".Length + 43, token.Length));
    }
}
