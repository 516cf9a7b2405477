namespace Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

/// <summary>The detail of a scheduled event: nothing.</summary>
public class Detail;
