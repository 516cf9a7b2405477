namespace Datalake.Aws.Operations.Redriving;

/// <summary>
/// What became of the dead letters of one function. Every message counts once: <c>Messages = Redriven + Dropped + Left</c>.
/// </summary>
public sealed record RedriveReport
{
    /// <summary>The function.</summary>
    public required string Function { get; init; }

    /// <summary>Messages taken from its queue.</summary>
    public long Messages => Redriven + Dropped + Left;

    /// <summary>Messages whose notifications were all published again.</summary>
    public long Redriven { get; set; }

    /// <summary>Notifications published.</summary>
    public long Notifications { get; set; }

    /// <summary>Messages of the schedule, which were deleted.</summary>
    public long Dropped { get; set; }

    /// <summary>Messages that are still in the queue.</summary>
    public long Left { get; set; }

    /// <summary>Of these, those that could not be published or deleted.</summary>
    public long Failed { get; set; }

    /// <summary>
    /// Messages beside these that the queue still holds, approximately: hidden ones that another process has taken, and those that came
    /// after the run began. Null when the queue cannot be counted; 0 when it was not read to its end because the maximum was reached.
    /// </summary>
    public long? Remaining { get; set; } = 0;

    /// <summary>What a person should know: each message that was skipped or dropped, with the reason.</summary>
    public IList<string> Notes { get; } = [];
}
