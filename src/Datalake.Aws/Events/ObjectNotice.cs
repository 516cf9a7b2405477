using Datalake.Storage;

namespace Datalake.Aws.Events;

/// <summary>One thing that an event says: an object has come, or something that is nothing to do.</summary>
/// <param name="Kind">Which of both.</param>
/// <param name="Bucket">The bucket; empty where the event names none.</param>
/// <param name="Object">The object that has come; null unless <paramref name="Kind"/> is <see cref="ObjectNoticeKind.Created"/>.</param>
/// <param name="VersionId">The object's version id, where the bucket is versioned.</param>
/// <param name="Reason">Why there is nothing to do; null when there is.</param>
public sealed record ObjectNotice(ObjectNoticeKind Kind, string Bucket, StoredObject? Object, string? VersionId, string? Reason)
{
    internal static ObjectNotice Ignored(string reason) => new(ObjectNoticeKind.Ignored, string.Empty, null, null, reason);

    internal static ObjectNotice Malformed(string reason) => new(ObjectNoticeKind.Malformed, string.Empty, null, null, reason);
}

/// <summary>What a notice calls for.</summary>
public enum ObjectNoticeKind
{
    /// <summary>An object has come.</summary>
    Created,

    /// <summary>Nothing: the test event that S3 sends when notifications are set up, or a removed object.</summary>
    Ignored,

    /// <summary>Nothing that can be done: the event is not what this function is for. Somebody should look at who sends it.</summary>
    Malformed,
}
