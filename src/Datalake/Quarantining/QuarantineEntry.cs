using System.Text;
using System.Text.Json.Serialization;
using Datalake.Records;
using Datalake.Storage;

namespace Datalake.Quarantining;

/// <summary>A record, an arrival, or the rest of one, that has no reading: kept with its reason, and replayable.</summary>
public sealed record QuarantineEntry
{
    /// <summary>
    /// Payloads up to this many bytes are kept whole; of larger ones the beginning is kept and a replay reads the arrival again. 1 MiB.
    /// </summary>
    public const int PayloadBytes = 1 << 20;

    /// <summary>
    /// Names the entry: 32 hex digits made of step, source, version and record number, so that a retry writes the same entry again.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The dataset's name; <see cref="Unclaimed"/> for an arrival that belongs to none.</summary>
    public required string Dataset { get; init; }

    /// <summary>The rule that was broken, one of <see cref="RecordRules"/>.</summary>
    public required string Rule { get; init; }

    /// <summary>What is wrong and what to do.</summary>
    public required string Reason { get; init; }

    /// <summary>The step that found it, which is where a replay begins.</summary>
    public required QuarantineStep Step { get; init; }

    /// <summary>The key of the arrival.</summary>
    public required string Source { get; init; }

    /// <summary>The arrival's version.</summary>
    public required string Version { get; init; }

    /// <summary>The record's number in the arrival, from 1; of several the first.</summary>
    public required long Record { get; init; }

    /// <summary>
    /// The records that the entry stands for, where it is the rest of an arrival (<see cref="RecordRules.Rest"/>); else null.
    /// </summary>
    public RecordRanges? Records { get; init; }

    /// <summary>How many records the entry stands for.</summary>
    [JsonIgnore]
    public long Count => Records?.Count ?? 1;

    /// <summary>True when the record is all the arrival holds.</summary>
    public bool Single { get; init; }

    /// <summary>
    /// Decompressed bytes from the start of the arrival to where the record begins; in <see cref="QuarantineStep.Deliver"/> of the
    /// structured object.
    /// </summary>
    public required long Offset { get; init; }

    /// <summary>Bytes from the start of the record to the problem.</summary>
    public required long ProblemOffset { get; init; }

    /// <summary>The record's size in bytes; of several the sum.</summary>
    public required long Bytes { get; init; }

    /// <summary>When the arrival came, UTC.</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>The payload as text, where it is UTF-8; else null.</summary>
    public string? Payload { get; init; }

    /// <summary>The payload in base64, where it is not UTF-8; else null.</summary>
    public string? PayloadBase64 { get; init; }

    /// <summary>True when the payload is kept whole.</summary>
    [JsonIgnore]
    public bool IsWhole => Records is null && ReadPayload().Length == Bytes;

    /// <summary>The dataset name under which arrivals lie that no dataset can claim.</summary>
    public const string Unclaimed = "_unclaimed";

    /// <summary>Makes an entry.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="step">The step that found the problem.</param>
    /// <param name="origin">The arrival.</param>
    /// <param name="frame">What stands there; its problem is the reason.</param>
    /// <param name="single">True when it is all the arrival holds.</param>
    public static QuarantineEntry Create(string dataset, QuarantineStep step, StoredObject origin, RecordFrame frame, bool single)
    {
        ArgumentNullException.ThrowIfNull(origin);
        var problem = frame.Problem ?? throw new ArgumentException("A frame without a problem has no place in quarantine.", nameof(frame));
        var raw = frame.Raw.Span;
        var kept = raw.Length > PayloadBytes ? raw[..PayloadBytes] : raw;
        var isText = System.Text.Unicode.Utf8.IsValid(kept);
        return new QuarantineEntry
        {
            Id = MakeId(step, origin, frame.Number),
            Dataset = dataset,
            Rule = problem.Rule,
            Reason = problem.Message,
            Step = step,
            Source = origin.Key,
            Version = origin.Version,
            Record = frame.Number,
            Single = single,
            Offset = frame.Offset,
            ProblemOffset = problem.Offset,
            Bytes = frame.Bytes,
            ArrivedAt = origin.LastModified,
            Payload = isText ? Encoding.UTF8.GetString(kept) : null,
            PayloadBase64 = isText ? null : Convert.ToBase64String(kept),
        };
    }

    /// <summary>The payload's bytes as they came.</summary>
    public byte[] ReadPayload() =>
        PayloadBase64 is not null ? Convert.FromBase64String(PayloadBase64) : Encoding.UTF8.GetBytes(Payload ?? string.Empty);

    /// <summary>Names the entry of a record.</summary>
    internal static string MakeId(QuarantineStep step, StoredObject origin, long record) =>
        QuarantineKeys.Digest(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{step}\n{origin.Key}\n{origin.Version}\n{record}"));
}

/// <summary>The step at which a record had no reading.</summary>
public enum QuarantineStep
{
    /// <summary>The arrival could not be read, or the record not structured; the payload is raw.</summary>
    Structure,

    /// <summary>The structured record could not be conformed or delivered; the payload is the structured record.</summary>
    Deliver,
}
