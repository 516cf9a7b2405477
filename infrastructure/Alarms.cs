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
    private const int PeriodsOfAnHour = Hour / FiveMinutes;
    private const double MillisecondsOfAnHour = Hour * 1000.0;

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
        OfWaiting(id, function);
    }

    /// <summary>Objects that no contract claims, or events that mean nothing here: what they are about is not in the lake.</summary>
    /// <param name="id">The function's name in the program.</param>
    /// <param name="function">A function that objects are announced to.</param>
    public void OfStrangers(string id, LakeFunction function)
    {
        Alarm(
            $"{id}-unclaimed",
            $"{function.Name} was told of objects that no contract claims; they stay where they are. Its log names them. Add a dataset, or " +
            "widen raw.keys of one, and run lake aws backfill.",
            InAnHour("ArrivalsUnclaimed"));
        Alarm(
            $"{id}-unexpected",
            $"{function.Name} was sent events that are not for it, or that have no meaning; it ignored them. Its log has their text. Check " +
            "who publishes to its topic.",
            InAnHour("EventsUnexpected"));

        MetricAlarmArgs InAnHour(string metric)
        {
            var args = Above(0, Namespace, metric, "Sum", new() { { "Function", function.Function.Name } });
            args.Period = Hour;
            return args;
        }
    }

    /// <summary>
    /// Nothing of a dataset arrives any more. The metric has no values then: an alarm that has had one goes to INSUFFICIENT_DATA, and that
    /// notifies. A new alarm is in that state already, and waits for the first arrival. Periods are short because CloudWatch looks back
    /// over some more of them than it is told to before it takes data for missing.
    /// </summary>
    /// <param name="pipeline">The dataset.</param>
    public void OfArrivals(DatasetPipeline pipeline)
    {
        var name = pipeline.Dataset.Name;
        var hours = context.Plan.Settings.Alarms.NoArrivalsHours;
        var args = Below(1, Namespace, "ArrivalsIn", "Sum", Of(pipeline.Structure, pipeline.Dataset));
        args.EvaluationPeriods = hours * PeriodsOfAnHour;
        NotifyWithoutData(args);
        Alarm(
            $"no-arrivals-{name}",
            $"Nothing of {name} arrived for {hours} hours, which is the state INSUFFICIENT_DATA. Look at who sends it, and at the " +
            "notifications of the raw bucket.",
            args);
    }

    /// <summary>More records of a dataset go to quarantine than may.</summary>
    /// <param name="pipeline">The dataset.</param>
    /// <param name="deliver">The function that delivers.</param>
    public void OfQuarantine(DatasetPipeline pipeline, LakeFunction deliver)
    {
        var allowed = context.Plan.Settings.Alarms.QuarantineRecords;
        Of("quarantine", pipeline.Structure);
        Of("quarantine-delivery", deliver);

        void Of(string kind, LakeFunction function)
        {
            var args = Above(allowed, Namespace, "RecordsQuarantined", "Sum", Alarms.Of(function, pipeline.Dataset));
            args.Period = Hour;
            Alarm(
                $"{kind}-{pipeline.Dataset.Name}",
                $"{function.Name} put more than {allowed} records of {pipeline.Dataset.Name} into quarantine in an hour. The entries under " +
                $"quarantine/{pipeline.Dataset.Name}/ say why: correct the contract or the sender, then run lake aws backfill.",
                args);
        }
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
        var throttled = Above(0, "AWS/Firehose", "ThrottledRecords", "Sum", new() { { "DeliveryStreamName", pipeline.Stream.Name } });
        throttled.EvaluationPeriods = PeriodsOfAnHour;
        Alarm(
            $"delivery-throttled-{name}",
            $"The delivery stream of {name} has refused records for an hour, because more come than its quota allows. They are sent again, " +
            "and wait. Request a higher quota under Service Quotas, then set deliveryThroughput.",
            throttled);
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

        // Without a run nobody measures, which is as bad where a run is due every hour. Before the first run there is nothing to measure.
        if (Schedule.IsHourly(context)) NotifyWithoutData(args);
        else args.TreatMissingData = "ignore";
        Alarm(
            "hour-not-finished",
            "An ingestion hour was not partitioned by minute 50 of the next. The last cluster's step and log in the lake's bucket say why; " +
            "the next run takes the hour again. INSUFFICIENT_DATA: the function that starts clusters does not run; look at its rule and its log.",
            args);
    }

    /// <summary>The raw tables leave out hours, or soon will.</summary>
    /// <param name="partition">The function that starts clusters.</param>
    public void OfYears(LakeFunction partition)
    {
        var args = Above(0, Namespace, "HoursNotShown", "Maximum", new() { { "Function", partition.Function.Name } });
        args.Period = Hour;
        args.TreatMissingData = "ignore";
        Alarm(
            "hours-not-shown",
            "The raw tables do not show some ingestion hours, or will not in 30 days: queries leave them out without a word. Widen " +
            "ingestionYears, or leave it empty, and run pulumi up.",
            args);
    }

    // Throttled for a moment is how a limit works: events wait. For an hour, more come than are done.
    private void OfWaiting(string id, LakeFunction function)
    {
        InputMap<string> name = new() { { "FunctionName", function.Function.Name } };
        var throttled = Above(0, "AWS/Lambda", "Throttles", "Sum", name);
        throttled.EvaluationPeriods = PeriodsOfAnHour;
        Alarm(
            $"{id}-throttled",
            $"{function.Name} has run as many calls as it may for an hour, and more wait. Raise its limit (structureConcurrency, " +
            "deliverConcurrency), or the account's under Service Quotas.",
            throttled);
        Alarm(
            $"{id}-waiting",
            $"An event waited more than an hour for {function.Name}. After six hours it goes to the dead letters. See whether the function " +
            "is throttled, or fails.",
            Above(MillisecondsOfAnHour, "AWS/Lambda", "AsyncEventAge", "Maximum", name));
        Alarm(
            $"{id}-dropped",
            $"Lambda gave up events of {function.Name}: six hours had passed, or all tries. They are among the dead letters: lake aws redrive.",
            Above(0, "AWS/Lambda", "AsyncEventsDropped", "Sum", name));
    }

    private void NotifyWithoutData(MetricAlarmArgs args)
    {
        args.TreatMissingData = "missing";
        args.InsufficientDataActions.Add(topic);
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
