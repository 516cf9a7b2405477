using System.Globalization;
using System.Text;
using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Embedded.Ingestion;
using Datalake.Embedded.Storage;
using Datalake.Json;
using Datalake.Quarantining;
using Datalake.Records;
using Datalake.Storage;
using Datalake.Structuring;

namespace Datalake.Embedded.Correcting;

/// <summary>
/// Corrects quarantined records of a dataset: finds the text as it came, says what the lake would make of the corrected one, and makes an
/// arrival of it. A corrected record is a new arrival, so that the table can still be made again from <c>raw/</c>.
/// </summary>
/// <param name="options">The lake.</param>
/// <param name="dataset">The dataset.</param>
public sealed class RecordCorrection(LakeOptions options, DatasetContract dataset)
{
    private const int LongestHeader = 1 << 20;

    private static readonly string[] OfArrival =
        [RecordRules.Empty, RecordRules.BadKey, RecordRules.BadGzip, RecordRules.GzipBomb, RecordRules.UnknownFormat];

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Finds the text of a record.</summary>
    /// <param name="entry">Its entry in quarantine.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ObjectStoreException">The folder cannot be read.</exception>
    public async Task<CorrectionDraft> DraftAsync(QuarantineEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Records is not null)
            return new CorrectionDraft(null, "The entry stands for many records. Replay it: those that still cannot be read get entries of their own.");
        if (OfArrival.Contains(entry.Rule, StringComparer.Ordinal))
            return new CorrectionDraft(null, "The fault is in the arrival as a whole, so there is no record to correct. Have it sent again.");
        if (entry.Bytes > QuarantineEntry.PayloadBytes)
            return new CorrectionDraft(null, "The record is too large to be corrected here. Have it sent again, or replay it after you changed the contract.");
        if (await ReadAsync(entry, cancellationToken) is not { } record)
        {
            return new CorrectionDraft(
                null, $"The record as it came is not there any more: {entry.Source} in raw/ was replaced or deleted. Have it sent again.");
        }

        var (text, note) = Decode(record);
        if (dataset.Raw is not { Format: RawTextFormat.Csv, Csv.HasHeader: true }) return new CorrectionDraft(text, note);
        return await ReadHeaderAsync(entry, cancellationToken) is { } header
            ? new CorrectionDraft($"{header}\n{text}", note)
            : new CorrectionDraft(null, $"The header of the row is not there any more: {entry.Source} in raw/ was replaced or deleted. Have it sent again.");
    }

    /// <summary>Says what the lake would make of a record.</summary>
    /// <param name="text">The record: one JSON object, or a header and a row of CSV.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="Protection.ProtectionKeyException">A key that a protect rule names is not there.</exception>
    public async Task<CorrectionCheck> CheckAsync(string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (arrival, start) = Build(text);
        using var stream = new MemoryStream(arrival, writable: false);
        using var reader = RecordReader.Open(stream, dataset.Raw, options.Limits);
        CorrectionCheck? check = null;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (check is not null)
            {
                var second = new RecordProblem(
                    RecordRules.MalformedJson, "The text holds more than one record. Keep one.", Math.Max(0, reader.Current.Offset - start));
                return new CorrectionCheck(second, null, 0);
            }

            check = Check(reader.Current, start);
            if (check.Problem is not null) return check;
        }

        return check ?? new CorrectionCheck(new RecordProblem(RecordRules.Empty, "There is no record in the text.", 0), null, 0);
    }

    /// <summary>The arrival that brings a corrected record.</summary>
    /// <param name="text">A record that <see cref="CheckAsync"/> found no problem in.</param>
    public byte[] ArrivalOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Build(text).Arrival;
    }

    private CorrectionCheck Check(RecordFrame frame, long start)
    {
        if (frame.Problem is { } unread) return Refused(unread, frame.Offset - start);
        using var structurer = new RecordStructurer(dataset, options.ProtectionKeys, options.Limits);
        using var conformer = new RecordConformer(dataset, options.Limits);
        using var structured = new Utf8Output();
        using var row = new Utf8Output();
        if (structurer.Structure(frame.Content.Span, structured) is { } problem) return Refused(problem, frame.Offset - start);
        var conformed = conformer.Conform(structured.WrittenSpan, row);
        if (conformed.Problem is { } unconformed) return Refused(unconformed with { Offset = 0 }, frame.Offset - start);
        row.WriteByte((byte)'}');
        return new CorrectionCheck(null, Encoding.UTF8.GetString(row.WrittenSpan), conformed.Rescued);
    }

    private static CorrectionCheck Refused(RecordProblem problem, long offset) =>
        new(problem with { Offset = Math.Max(0, offset + problem.Offset) }, null, 0);

    /// <summary>The record's bytes as it came; null when they are gone. What was structured is not it: rules would apply twice.</summary>
    private async Task<byte[]?> ReadAsync(QuarantineEntry entry, CancellationToken cancellationToken)
    {
        if (entry is { Step: QuarantineStep.Structure, IsWhole: true }) return entry.ReadPayload();
        var arrival = new StoredObject(entry.Source, 0, entry.Version, entry.ArrivedAt);
        await using var records = new ArrivalRecords(OpenRaw(), dataset, arrival, options.Limits);
        return await records.FindAsync(entry.Record, cancellationToken) is { } frame ? frame.Raw.ToArray() : null;
    }

    private async Task<string?> ReadHeaderAsync(QuarantineEntry entry, CancellationToken cancellationToken)
    {
        await using var content = await OpenRaw().OpenAsync(entry.Source, cancellationToken);
        if (content is null || content.Info.Version != entry.Version) return null;
        using var text = await ArrivalContent.OpenAsync(content.Stream, dataset.Raw, LongestHeader, cancellationToken);
        if (text.Problem is not null) return null;
        using var lines = new StreamReader(text.Stream, Encoding.UTF8);
        for (var i = 0; i < dataset.Raw.Csv.SkipLines; i++) await lines.ReadLineAsync(cancellationToken);
        return await lines.ReadLineAsync(cancellationToken);
    }

    private FileObjectStore OpenRaw() => new(new LakeFolder(options.Root).Raw, syncsWriters: false);

    private static (string Text, string? Note) Decode(byte[] record)
    {
        try
        {
            return (Strict.GetString(record), null);
        }
        catch (DecoderFallbackException)
        {
            return (
                Encoding.Latin1.GetString(record),
                "The bytes are not UTF-8. They are shown as ISO 8859-1, so compare letters with accents before you send the record.");
        }
    }

    /// <summary>An arrival around a text, and where in it the text begins.</summary>
    private (byte[] Arrival, int Start) Build(string text)
    {
        if (dataset.Raw.Format == RawTextFormat.Csv) return BuildCsv(text);
        if (dataset.Raw.Records is not { } path) return (Encoding.UTF8.GetBytes(text), 0);
        var (before, after) = (new StringBuilder(), new StringBuilder());
        foreach (var step in path.Steps)
        {
            before.Append(CultureInfo.InvariantCulture, $"{{{System.Text.Json.JsonSerializer.Serialize(step.Key, CorrectionJson.Default.String)}:{(step.Elements ? "[" : "")}");
            after.Insert(0, step.Elements ? "]}" : "}");
        }

        return (Encoding.UTF8.GetBytes($"{before}{text}{after}"), Encoding.UTF8.GetByteCount(before.ToString()));
    }

    // The byte order mark says that the text is UTF-8, whatever encoding the contract has for files without one.
    private (byte[] Arrival, int Start) BuildCsv(string text)
    {
        var before = "\uFEFF" + new string('\n', dataset.Raw.Csv.SkipLines);
        return (Encoding.UTF8.GetBytes($"{before}{text}"), Encoding.UTF8.GetByteCount(before));
    }
}
