namespace Datalake.Aws.Operations.Redriving;

/// <summary>What a dead letter is.</summary>
/// <param name="Kind">What can be done with it.</param>
/// <param name="Notifications">
/// What to publish again, in order; empty unless <paramref name="Kind"/> is <see cref="DeadLetterKind.Notifications"/>.
/// </param>
/// <param name="Reason">Why nothing can be done with it; null when something can.</param>
public sealed record DeadLetter(DeadLetterKind Kind, IReadOnlyList<Notification> Notifications, string? Reason)
{
    internal static DeadLetter Unknown(string reason) => new(DeadLetterKind.Unknown, [], reason);
}

/// <summary>A message that a topic published.</summary>
/// <param name="TopicArn">The topic.</param>
/// <param name="Message">The message.</param>
/// <param name="Subject">Its subject; null for none.</param>
public sealed record Notification(string TopicArn, string Message, string? Subject);

/// <summary>What can be done with a dead letter.</summary>
public enum DeadLetterKind
{
    /// <summary>Notifications of topics: they can be published again.</summary>
    Notifications,

    /// <summary>The event of a schedule: what it asked for is still due, and the next one asks for it again.</summary>
    Schedule,

    /// <summary>Something else, which is left where it is.</summary>
    Unknown,
}
