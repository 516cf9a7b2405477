using System.Text;
using System.Text.Json;

namespace Datalake.Aws.Logging;

/// <summary>
/// Adds up what one invocation did and writes it as lines of CloudWatch's embedded metric format, one for each dataset: metrics without a
/// call, taken out of the log. Dimensions are Function and Dataset, and Function alone (CloudWatch User Guide, "Specification: Embedded
/// metric format"). Not for two threads at once.
/// </summary>
/// <param name="output">Takes the lines: standard output in a function.</param>
/// <param name="space">The namespace.</param>
/// <param name="function">The function's name.</param>
/// <param name="time">Gives the time of the lines.</param>
public sealed class FunctionMetrics(TextWriter output, string space, string function, TimeProvider time)
{
    private readonly SortedDictionary<string, SortedDictionary<string, double>> totals = new(StringComparer.Ordinal);

    /// <summary>Adds to a metric.</summary>
    /// <param name="dataset">The dataset; <see cref="NoDataset"/> where it is not known.</param>
    /// <param name="name">The metric's name, one of <see cref="MetricNames"/>.</param>
    /// <param name="value">How much.</param>
    public void Add(string dataset, string name, double value)
    {
        var metrics = Of(dataset);
        metrics[name] = metrics.GetValueOrDefault(name) + value;
    }

    /// <summary>Sets a metric to the largest value seen.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="name">The metric's name.</param>
    /// <param name="value">The value.</param>
    public void Raise(string dataset, string name, double value)
    {
        var metrics = Of(dataset);
        metrics[name] = Math.Max(metrics.GetValueOrDefault(name, double.MinValue), value);
    }

    /// <summary>The dataset of what belongs to none.</summary>
    public const string NoDataset = "none";

    /// <summary>Writes the lines and begins again.</summary>
    public void Flush()
    {
        foreach (var (dataset, metrics) in totals) Write(dataset, metrics);
        totals.Clear();
    }

    private SortedDictionary<string, double> Of(string dataset)
    {
        if (!totals.TryGetValue(dataset, out var metrics))
            totals[dataset] = metrics = new SortedDictionary<string, double>(StringComparer.Ordinal);
        return metrics;
    }

    private void Write(string dataset, SortedDictionary<string, double> metrics)
    {
        using var line = new MemoryStream(1024);
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteStartObject("_aws");
            json.WriteNumber("Timestamp", time.GetUtcNow().ToUnixTimeMilliseconds());
            json.WriteStartArray("CloudWatchMetrics");
            json.WriteStartObject();
            json.WriteString("Namespace", space);
            json.WritePropertyName("Dimensions");
            json.WriteRawValue("""[["Function","Dataset"],["Function"]]""");
            json.WriteStartArray("Metrics");
            foreach (var name in metrics.Keys)
            {
                json.WriteStartObject();
                json.WriteString("Name", name);
                json.WriteString("Unit", MetricNames.UnitOf(name));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteString("Function", function);
            json.WriteString("Dataset", dataset);
            foreach (var (name, value) in metrics) json.WriteNumber(name, value);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        lock (output)
        {
            output.Write(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
            output.Flush();
        }
    }
}
