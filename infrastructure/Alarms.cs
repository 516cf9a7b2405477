using Datalake.Datasets;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.CloudWatch.Inputs;

namespace Datalake.Infrastructure;

/// <summary>Declares alarms. Each says in its description what it means and what to do.</summary>
/// <param name="context">The stack.</param>
/// <param name="topic">Whom they notify.</param>
internal sealed class Alarms(LakeContext context, Output<string> topic)
{
    private const int FiveMinutes = 300;
    private const int Hour = 3600;
    private const int Day = 24 * Hour;

    private string Namespace => context.Plan.Settings.Functions.MetricsNamespace;

    /// <summary>A function fails, or left something undone.</summary>
    /// <param name="id">The function's name in the program.</param>
    /// <param name="function">The function.</param>
    public void OfFunction(string id, LakeFunction function)
    {
        Alarm(
            $"{id}-errors", $"{function.Name} failed. Lambda tries again twice; its log says why.",
            Above(0, "AWS/Lambda", "Errors", "Sum", new() { { "FunctionName", function.Function.Name } }));
        Alarm(
            $"{id}-dead-letters",
            $"{function.Name} could not do something in all its tries. Remove the cause, then send it again: lake aws redrive.",
            Above(0, "AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", new() { { "QueueName", function.DeadLetters.Queue.Name } })
        );
    }

    /// <summary>Nothing of a dataset arrives any more.</summary>
    /// <param name="pipeline">The dataset.</param>
    public void OfArrivals(DatasetPipeline pipeline)
    {
        var name = pipeline.Dataset.Name;
        var hours = context.Plan.Settings.Alarms.NoArrivalsHours;
        var args = Below(1, Namespace, "ArrivalsIn", "Sum", Of(pipeline.Structure, pipeline.Dataset));
        args.Period = Hour;
        args.EvaluationPeriods = hours;
        args.TreatMissingData = "breaching";
        Alarm(
            $"no-arrivals-{name}",
            $"Nothing of {name} arrived for {hours} hours. Look at who sends it, and at the notifications of the raw bucket.", args);
    }

    /// <summary>A delivery stream cannot write, or cannot convert.</summary>
    /// <param name="pipeline">The dataset.</param>
    public void OfStream(DatasetPipeline pipeline)
    {
        var name = pipeline.Dataset.Name;
        var writes = Below(1, "AWS/Firehose", "DeliveryToS3.Success", "Minimum", new() { { "DeliveryStreamName", pipeline.Stream.Name } });
        writes.EvaluationPeriods = 2;
        Alarm(
            $"delivery-{name}",
            $"The delivery stream of {name} cannot write to the lake. Its log and its role say why; it tries for 24 hours.", writes);
        Alarm(
            $"conversion-{name}",
            $"The delivery stream of {name} could not convert records; they are under {Delivery.ErrorPrefix(pipeline.Dataset)} in the " +
            "lake's bucket.",
            Above(0, "AWS/Firehose", "FailedConversion.Records", "Sum", new() { { "DeliveryStreamName", pipeline.Stream.Name } }));
    }

    /// <summary>
    /// Fewer records were delivered than structured. What is on its way at midnight counts on the other day, so a thousandth is let pass;
    /// the exact account is <c>lake aws status</c>.
    /// </summary>
    /// <param name="pipeline">The dataset.</param>
    /// <param name="deliver">The function that delivers.</param>
    public void OfConservation(DatasetPipeline pipeline, LakeFunction deliver)
    {
        var name = pipeline.Dataset.Name;
        var args = new MetricAlarmArgs
        {
            ComparisonOperator = "GreaterThanThreshold",
            EvaluationPeriods = 1,
            Threshold = 0.001,
            TreatMissingData = "notBreaching",
            MetricQueries =
            {
                Query("structured", "RecordsStructured", pipeline.Structure),
                Query("delivered", "RecordsDelivered", deliver),
                Query("quarantined", "RecordsQuarantined", deliver),
                new MetricAlarmMetricQueryArgs
                {
                    Id = "missing",
                    Label = "Share of structured records that went missing",
                    Expression = "IF(structured > 0, (structured - FILL(delivered, 0) - FILL(quarantined, 0)) / structured, 0)",
                    ReturnData = true,
                },
            },
        };
        Alarm(
            $"conservation-{name}",
            $"More records of {name} were structured in a day than delivered or quarantined: some went missing. " +
            "Compare with lake aws status, then send the day again.",
            args);

        MetricAlarmMetricQueryArgs Query(string id, string metric, LakeFunction function) => new()
        {
            Id = id,
            Metric = new MetricAlarmMetricQueryMetricArgs
            {
                Namespace = Namespace, MetricName = metric, Dimensions = Of(function, pipeline.Dataset), Stat = "Sum", Period = Day,
            },
        };
    }

    /// <summary>An ingestion hour is not partitioned in time.</summary>
    /// <param name="partition">The function that starts clusters.</param>
    public void OfHours(LakeFunction partition)
    {
        var args = Above(49, Namespace, "OldestDueHourAgeMinutes", "Maximum", new() { { "Function", partition.Function.Name } });
        args.Period = Hour;

        // Without a run nobody measures, which is as bad where a run is due every hour.
        args.TreatMissingData = Schedule.IsHourly(context) ? "breaching" : "ignore";
        Alarm(
            "hour-not-finished",
            "An ingestion hour was not partitioned by minute 50 of the next. The last cluster's step and log in the lake's bucket say why; "
                + "the next run takes the hour again.",
            args);
    }

    private static InputMap<string> Of(LakeFunction function, DatasetContract dataset) =>
        new() { { "Function", function.Function.Name }, { "Dataset", dataset.Name } };

    private static MetricAlarmArgs Above(double threshold, string space, string metric, string statistic, InputMap<string> dimensions) =>
        Compared("GreaterThanThreshold", threshold, space, metric, statistic, dimensions);

    private static MetricAlarmArgs Below(double threshold, string space, string metric, string statistic, InputMap<string> dimensions) =>
        Compared("LessThanThreshold", threshold, space, metric, statistic, dimensions);

    private static MetricAlarmArgs Compared(
        string comparison, double threshold, string space, string metric, string statistic, InputMap<string> dimensions) => new()
    {
        Namespace = space,
        MetricName = metric,
        Dimensions = dimensions,
        Statistic = statistic,
        Period = FiveMinutes,
        EvaluationPeriods = 1,
        Threshold = threshold,
        ComparisonOperator = comparison,
        TreatMissingData = "notBreaching",
    };

    private void Alarm(string id, string description, MetricAlarmArgs args)
    {
        args.Name = context.Plan.Names.Alarm(id);
        args.AlarmDescription = description;
        args.AlarmActions.Add(topic);
        args.OkActions.Add(topic);
        _ = new MetricAlarm(id, args);
    }
}
