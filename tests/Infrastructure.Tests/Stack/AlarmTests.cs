namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>Alarms ring when something is wrong, and not because nothing has happened yet.</summary>
public class AlarmTests
{
    private static readonly DeployedStack Stack = PrintedStack.Default;

    [Fact]
    public void No_alarm_takes_it_for_a_fault_that_there_is_no_data_yet() =>
        Assert.DoesNotContain(Alarms(Stack), alarm => alarm.Text("treatMissingData") == "breaching");

    [Theory]
    [InlineData("datalake-no-arrivals-checkout")]
    [InlineData("datalake-no-arrivals-fulfillment")]
    [InlineData("datalake-hour-not-finished")]
    public void An_alarm_that_waits_for_the_first_data_notifies_when_it_stops(string name)
    {
        var alarm = Alarm(name);

        Assert.Equal("missing", alarm.Text("treatMissingData"));
        Assert.Equal(Stack.Named("sns/topic:Topic", "DatalakeAlarms").Arn, (string?)alarm.At("insufficientDataActions.0"));
        Assert.Contains("INSUFFICIENT_DATA", alarm.Text("alarmDescription"), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_alarms_say_nothing_when_there_is_no_data() => Assert.Equal(
        ["datalake-hour-not-finished", "datalake-no-arrivals-checkout", "datalake-no-arrivals-fulfillment"],
        Alarms(Stack).Where(alarm => alarm.Inputs.ContainsKey("insufficientDataActions"))
            .Select(alarm => alarm.Text("name")).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("1", 3600)]
    [InlineData("6", 21_600)]
    [InlineData("24", 86_400)]
    public void An_alarm_on_arrivals_looks_back_over_the_hours_of_the_setting(string hours, int seconds)
    {
        var alarm = PrintedStack.Deploy(("noArrivalsHours", hours)).Named("cloudwatch/metricAlarm:MetricAlarm", "datalake-no-arrivals-checkout");

        // CloudWatch takes at most a day of periods shorter than an hour.
        Assert.Equal((300, seconds), (Number(alarm, "period"), Number(alarm, "period") * Number(alarm, "evaluationPeriods")));
    }

    [Fact]
    public void Where_the_routine_does_not_run_every_hour_nobody_is_notified_that_it_did_not()
    {
        var alarm = PrintedStack.Deploy(("schedule", "cron(0 5 * * ? *)")).Named("cloudwatch/metricAlarm:MetricAlarm", "datalake-hour-not-finished");

        Assert.Equal(("ignore", null), (alarm.Text("treatMissingData"), alarm.Inputs["insufficientDataActions"]));
    }

    [Theory]
    [InlineData("datalake-structure-checkout-unclaimed", "Datalake", "ArrivalsUnclaimed", "Sum", 0)]
    [InlineData("datalake-deliver-unclaimed", "Datalake", "ArrivalsUnclaimed", "Sum", 0)]
    [InlineData("datalake-structure-checkout-unexpected", "Datalake", "EventsUnexpected", "Sum", 0)]
    [InlineData("datalake-deliver-unexpected", "Datalake", "EventsUnexpected", "Sum", 0)]
    [InlineData("datalake-quarantine-checkout", "Datalake", "RecordsQuarantined", "Sum", 0)]
    [InlineData("datalake-quarantine-delivery-checkout", "Datalake", "RecordsQuarantined", "Sum", 0)]
    [InlineData("datalake-deliver-throttled", "AWS/Lambda", "Throttles", "Sum", 0)]
    [InlineData("datalake-structure-checkout-throttled", "AWS/Lambda", "Throttles", "Sum", 0)]
    [InlineData("datalake-partition-throttled", "AWS/Lambda", "Throttles", "Sum", 0)]
    [InlineData("datalake-deliver-waiting", "AWS/Lambda", "AsyncEventAge", "Maximum", 3_600_000)]
    [InlineData("datalake-deliver-dropped", "AWS/Lambda", "AsyncEventsDropped", "Sum", 0)]
    [InlineData("datalake-delivery-throttled-checkout", "AWS/Firehose", "ThrottledRecords", "Sum", 0)]
    public void What_waits_or_stays_outside_the_lake_has_an_alarm(string name, string space, string metric, string statistic, double above)
    {
        var alarm = Alarm(name);

        Assert.Equal(
            (space, metric, statistic, above, "GreaterThanThreshold", "notBreaching"),
            (alarm.Text("namespace"), alarm.Text("metricName"), alarm.Text("statistic"), (double)alarm.Inputs["threshold"]!,
                alarm.Text("comparisonOperator"), alarm.Text("treatMissingData")));
        Assert.InRange(alarm.Text("alarmDescription").Length, 40, 1024);
    }

    [Fact]
    public void A_limit_that_holds_events_back_for_a_moment_is_no_alarm() => Assert.All(
        Alarms(Stack).Where(alarm => alarm.Text("name").Contains("throttled", StringComparison.Ordinal)),
        alarm => Assert.Equal(3600, Number(alarm, "period") * Number(alarm, "evaluationPeriods")));

    [Fact]
    public void How_many_records_may_go_to_quarantine_is_a_setting()
    {
        var stack = PrintedStack.Deploy(("quarantineRecords", "500"));

        Assert.All(
            Alarms(stack).Where(alarm => alarm.Text("name").StartsWith("datalake-quarantine-", StringComparison.Ordinal)),
            alarm => Assert.Equal((500, 3600), (Number(alarm, "threshold"), Number(alarm, "period"))));
    }

    private static IEnumerable<DeployedResource> Alarms(DeployedStack stack) => stack.Of("cloudwatch/metricAlarm:MetricAlarm");

    private static DeployedResource Alarm(string name) => Stack.Named("cloudwatch/metricAlarm:MetricAlarm", name);

    private static double Number(DeployedResource alarm, string property) => (double)alarm.Inputs[property]!;
}
