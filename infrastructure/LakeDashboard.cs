using Pulumi;

namespace Datalake.Infrastructure;

/// <summary>The dashboard: what comes in, what becomes of it, how late it is, and what costs.</summary>
/// <param name="context">The stack.</param>
/// <param name="pipelines">The datasets.</param>
/// <param name="deliver">The function that delivers.</param>
/// <param name="partition">The function that starts clusters.</param>
internal sealed class LakeDashboard(
    LakeContext context, IReadOnlyList<DatasetPipeline> pipelines, LakeFunction deliver, LakeFunction partition)
{
    private const int Width = 12;
    private const int Height = 6;

    private readonly List<object> widgets = [];

    private string Namespace => context.Plan.Settings.Functions.MetricsNamespace;

    /// <summary>Its definition.</summary>
    public Output<string> Body()
    {
        Widget("Arrivals", "Sum", EachDataset("ArrivalsIn"));
        Widget("Records", "Sum", [.. EachDataset("RecordsStructured"), .. EachDelivered("RecordsDelivered")]);
        Widget(
            "Quarantined and rescued", "Sum",
            [.. EachDataset("RecordsQuarantined"), .. EachDelivered("RecordsQuarantined"), .. EachDelivered("RecordsRescued")]);
        Widget(
            "Seconds from arrival to delivery", "Maximum", [.. EachDelivered("LagSeconds"), .. EachStream("DeliveryToS3.DataFreshness")]);
        Widget(
            "Hours due and clusters started", "Maximum", Routine("HoursDue", "ClustersStarted", "RunsSkipped", "OldestDueHourAgeMinutes", "HoursNotShown"));
        Widget("Dead letters", "Maximum", AllFunctions().Select(Letters));
        Widget("Errors", "Sum", EachFunction("Errors"));
        Widget("Delivery failures", "Sum", EachStream("FailedConversion.Records"));
        Widget("Throttled calls and records", "Sum", [.. EachFunction("Throttles"), .. EachStream("ThrottledRecords")]);
        Widget("Milliseconds that events wait", "Maximum", EachFunction("AsyncEventAge"));
        Widget(
            "Unclaimed objects and unexpected events", "Sum", [.. EachReceiver("ArrivalsUnclaimed"), .. EachReceiver("EventsUnexpected")]);
        Widget("What costs: invocations", "Sum", EachFunction("Invocations"));
        Widget("What costs: milliseconds of functions", "Sum", EachFunction("Duration"));
        Widget("What costs: bytes to the delivery streams", "Sum", EachStream("IncomingBytes"));
        Widget(
            "What costs: bytes read by queries", "Sum",
            [Metric("AWS/Athena", "ProcessedBytes", "WorkGroup", Output.Create(context.Plan.Names.Workgroup))]);
        return Output.JsonSerialize(Output.Create(new Dictionary<string, object?>(StringComparer.Ordinal) { ["widgets"] = widgets }));
    }

    private static object[] Metric(string space, string name, string dimension, Output<string> value) => [space, name, dimension, value];

    private IEnumerable<LakeFunction> AllFunctions() => pipelines.Select(pipeline => pipeline.Structure).Append(deliver).Append(partition);

    private IEnumerable<object[]> EachDataset(string metric) => pipelines.Select(pipeline => Of(metric, pipeline.Structure, pipeline));

    private IEnumerable<object[]> EachDelivered(string metric) => pipelines.Select(pipeline => Of(metric, deliver, pipeline));

    private IEnumerable<object[]> EachStream(string metric) =>
        pipelines.Select(pipeline => Metric("AWS/Firehose", metric, "DeliveryStreamName", pipeline.Stream.Name));

    private IEnumerable<object[]> EachFunction(string metric) =>
        AllFunctions().Select(function => Metric("AWS/Lambda", metric, "FunctionName", function.Function.Name));

    private IEnumerable<object[]> EachReceiver(string metric) => pipelines.Select(pipeline => pipeline.Structure).Append(deliver)
        .Select(function => Metric(Namespace, metric, "Function", function.Function.Name));

    private static object[] Letters(LakeFunction function) =>
        Metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", function.DeadLetters.Queue.Name);

    private IEnumerable<object[]> Routine(params string[] metrics) =>
        metrics.Select(metric => Metric(Namespace, metric, "Function", partition.Function.Name));

    private object[] Of(string metric, LakeFunction function, DatasetPipeline pipeline) =>
        [Namespace, metric, "Function", function.Function.Name, "Dataset", pipeline.Dataset.Name];

    private void Widget(string title, string statistic, IEnumerable<object[]> metrics) =>
        widgets.Add(
            new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["type"] = "metric",
        ["x"] = widgets.Count % 2 * Width,
        ["y"] = widgets.Count / 2 * Height,
        ["width"] = Width,
        ["height"] = Height,
        ["properties"] = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["title"] = title,
            ["region"] = context.Region,
            ["stat"] = statistic,
            ["period"] = 300,
            ["view"] = "timeSeries",
            ["metrics"] = metrics.ToArray(),
        },
    });
}
