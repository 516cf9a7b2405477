namespace Amazon.Lambda.CloudWatchEvents.ScheduledEvents;

/// <summary>What a schedule sends when it is due.</summary>
public class ScheduledEvent : CloudWatchEvent<Detail>;
