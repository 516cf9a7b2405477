namespace Datalake.Aws.Logging;

/// <summary>The metrics that functions report. Alarms and dashboards use these names.</summary>
public static class MetricNames
{
    /// <summary>Arrivals, or structured objects, that were taken to their end.</summary>
    public const string ArrivalsIn = "ArrivalsIn";

    /// <summary>Arrivals that no contract claims. They stay where they are.</summary>
    public const string ArrivalsUnclaimed = "ArrivalsUnclaimed";

    /// <summary>Objects that an event named and that were not there any more.</summary>
    public const string ArrivalsGone = "ArrivalsGone";

    /// <summary>Objects that were replaced between the event and the reading; the new content has an event of its own.</summary>
    public const string ArrivalsReplaced = "ArrivalsReplaced";

    /// <summary>Objects that may not be read. The invocation fails, so that the event is kept.</summary>
    public const string ArrivalsForbidden = "ArrivalsForbidden";

    /// <summary>Objects that could not be taken for another reason. The invocation fails, so that the event is kept.</summary>
    public const string ArrivalsFailed = "ArrivalsFailed";

    /// <summary>
    /// Events, or parts of one, that call for nothing: test events, removed objects, what is meant for somebody else, what has no meaning.
    /// </summary>
    public const string EventsIgnored = "EventsIgnored";

    /// <summary>
    /// Of <see cref="EventsIgnored"/>, those that should not have come: of another bucket, of an object that is no structured one, without a
    /// meaning. What they were about is not in the lake.
    /// </summary>
    public const string EventsUnexpected = "EventsUnexpected";

    /// <summary>Bytes that went in.</summary>
    public const string BytesIn = "BytesIn";

    /// <summary>Records that went in.</summary>
    public const string RecordsIn = "RecordsIn";

    /// <summary>Records that were structured.</summary>
    public const string RecordsStructured = "RecordsStructured";

    /// <summary>Records that the delivery stream has taken.</summary>
    public const string RecordsDelivered = "RecordsDelivered";

    /// <summary>Records that went to quarantine.</summary>
    public const string RecordsQuarantined = "RecordsQuarantined";

    /// <summary>Delivered records with something in <c>_rescued</c>.</summary>
    public const string RecordsRescued = "RecordsRescued";

    /// <summary>Seconds from the arrival of an object to the end of the step; the largest of an invocation.</summary>
    public const string LagSeconds = "LagSeconds";

    /// <summary>Ingestion hours found due.</summary>
    public const string HoursDue = "HoursDue";

    /// <summary>Clusters started.</summary>
    public const string ClustersStarted = "ClustersStarted";

    /// <summary>Triggers that started nothing, because a run is under way or the hour has had its run.</summary>
    public const string RunsSkipped = "RunsSkipped";

    /// <summary>Triggers that should have started a cluster and could not. The invocation fails, so that it is tried again.</summary>
    public const string RunsFailed = "RunsFailed";

    /// <summary>Minutes since the end of the oldest hour that is due; 0 when none is.</summary>
    public const string OldestDueHourAgeMinutes = "OldestDueHourAgeMinutes";

    /// <summary>Ingestion hours, due or coming within 30 days, that the raw tables do not show: their years leave them out.</summary>
    public const string HoursNotShown = "HoursNotShown";

    /// <summary>CloudWatch's unit for a metric.</summary>
    /// <param name="name">The metric's name.</param>
    internal static string UnitOf(string name) => name switch
    {
        BytesIn => "Bytes",
        LagSeconds => "Seconds",
        OldestDueHourAgeMinutes => "None",
        _ => "Count",
    };
}
