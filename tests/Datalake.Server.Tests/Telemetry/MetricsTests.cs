using System.Net;
using System.Text.RegularExpressions;
using Datalake.Server.Tests.Hosting;

namespace Datalake.Server.Tests.Telemetry;

public partial class MetricsTests
{
    [Fact]
    public async Task What_the_lake_counts_can_be_scraped_by_who_may_read()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync($"{RunningServer.Order("a")}\n{RunningServer.Order("b")}");
        await server.UntilAsync("SELECT count(*) FROM orders", "2");

        // The rows are in the table before they are counted. Other servers of this test run count under the same names.
        var text = string.Empty;
        while (ValueOf(text, """datalake_table_rows_total\{[^}]*dataset="orders"[^}]*\}""") < 2)
            text = await server.Client.GetStringAsync("/metrics", Test.Token);
        Assert.True(ValueOf(text, """datalake_structured_records_total\{[^}]*dataset="orders"[^}]*outcome="passed"[^}]*\}""") >= 2, text);
        Assert.Contains("datalake_blocked", text, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds", text, StringComparison.Ordinal);
        server.Client.DefaultRequestHeaders.Authorization = null;
        using var refused = await server.Client.GetAsync("/metrics", Test.Token);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Every_metric_of_the_lake_is_documented_with_its_unit()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreAsync($"{RunningServer.Order("a")}\nnot json\n");
        await server.UntilAsync("SELECT count(*) FROM orders", "1");
        var page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "docs/metrics.md"), Test.Token);

        var found = MetricName().Matches(await server.Client.GetStringAsync("/metrics", Test.Token))
            .Select(match => match.Groups["name"].Value).Distinct().ToArray();

        Assert.True(found.Length >= 8, string.Join(' ', found));
        Assert.All(found, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    private static double ValueOf(string text, string series) =>
        Regex.Match(text, $"^{series} ([0-9.eE+]+)", RegexOptions.Multiline, TimeSpan.FromSeconds(10)) is { Success: true } match
            ? double.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex(@"^# TYPE (?<name>datalake_\w+) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex MetricName();
}
