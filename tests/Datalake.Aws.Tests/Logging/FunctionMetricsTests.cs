using System.Text.Json;
using Datalake.Aws.Logging;

namespace Datalake.Aws.Tests.Logging;

public class FunctionMetricsTests
{
    [Fact]
    public void A_dataset_is_one_line_of_embedded_metric_format()
    {
        using var output = new StringWriter();
        var metrics = new FunctionMetrics(output, "Lake", "StructCheckoutData", new FixedTime());
        metrics.Add("checkout", MetricNames.RecordsIn, 2);
        metrics.Add("checkout", MetricNames.RecordsIn, 3);
        metrics.Raise("checkout", MetricNames.LagSeconds, 1.5);
        metrics.Raise("checkout", MetricNames.LagSeconds, 0.5);
        metrics.Flush();
        var line = Assert.Single(output.ToString().TrimEnd().Split('\n'));
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        Assert.Equal((5, 1.5), (root.GetProperty("RecordsIn").GetDouble(), root.GetProperty("LagSeconds").GetDouble()));
        Assert.Equal(
            ("StructCheckoutData", "checkout"), (root.GetProperty("Function").GetString(), root.GetProperty("Dataset").GetString()));
        var aws = root.GetProperty("_aws");
        Assert.Equal(new FixedTime().GetUtcNow().ToUnixTimeMilliseconds(), aws.GetProperty("Timestamp").GetInt64());
        var directive = aws.GetProperty("CloudWatchMetrics")[0];
        Assert.Equal("Lake", directive.GetProperty("Namespace").GetString());
        Assert.Equal("""[["Function","Dataset"],["Function"]]""", directive.GetProperty("Dimensions").GetRawText());
        Assert.Equal(
            [("LagSeconds", "Seconds"), ("RecordsIn", "Count")],
            directive
                .GetProperty("Metrics")
                .EnumerateArray()
                .Select(metric => (metric.GetProperty("Name").GetString(), metric.GetProperty("Unit").GetString()))
        );
    }

    [Fact]
    public void Every_metric_a_line_names_is_in_it_and_nothing_is_told_twice()
    {
        using var output = new StringWriter();
        var metrics = new FunctionMetrics(output, "Lake", "f", new FixedTime());
        metrics.Add("a", MetricNames.ArrivalsIn, 1);
        metrics.Add("b", MetricNames.ArrivalsGone, 1);
        metrics.Flush();
        metrics.Flush();
        var lines = output.ToString().TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        foreach (var line in lines)
        {
            using var json = JsonDocument.Parse(line);
            foreach (
                var metric in json
                    .RootElement.GetProperty("_aws")
                    .GetProperty("CloudWatchMetrics")[0]
                    .GetProperty("Metrics")
                    .EnumerateArray()
            )
            {
                Assert.True(json.RootElement.TryGetProperty(metric.GetProperty("Name").GetString()!, out _));
            }
        }
    }
}
