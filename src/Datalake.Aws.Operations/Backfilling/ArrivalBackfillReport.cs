namespace Datalake.Aws.Operations.Backfilling;

/// <summary>How far a backfill of raw objects has come.</summary>
/// <param name="Listed">Objects that the raw bucket listed.</param>
/// <param name="Unclaimed">Of these, those whose key is none of the dataset's.</param>
/// <param name="OutOfTime">Of these, those that were put at another time.</param>
/// <param name="Published">Of these, those that were published, or would be.</param>
/// <param name="Bytes">The published objects' bytes.</param>
/// <param name="Messages">Messages that carried them.</param>
/// <param name="LastKey">The last key that was published; null before the first. To go on after a stop, begin from it.</param>
public sealed record ArrivalBackfillReport(
    long Listed, long Unclaimed, long OutOfTime, long Published, long Bytes, long Messages, string? LastKey);
