using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Datalake.Conforming;
using Datalake.Datasets;
using Datalake.Embedded.Storage;
using Datalake.Json;
using Datalake.Protection;
using Datalake.Records;
using Datalake.Structuring;

namespace Datalake.Embedded.Schemas;

/// <summary>Proposes a contract for arrivals that no contract claims yet, from what lies in <c>raw/</c>.</summary>
public sealed class RawInference
{
    private const int HeadBytes = 256 << 10;
    private const int LookedAt = 20;

    private readonly string name;
    private readonly long maximum;
    private readonly FileObjectStore store;
    private readonly KeyTemplate keys;
    private RawFormat raw;
    private string? unreadable;
    private long unreadableRecords;

    private RawInference(FileObjectStore store, string name, KeyTemplate keys, long maximum)
    {
        this.store = store;
        this.name = name;
        this.keys = keys;
        this.maximum = maximum;
        raw = new RawFormat { Keys = keys };
    }

    /// <summary>Reads arrivals and proposes a contract.</summary>
    /// <param name="root">The lake's folder.</param>
    /// <param name="name">The name that the dataset gets.</param>
    /// <param name="keys">Which arrivals.</param>
    /// <param name="maximum">How many records at most; 0 for all.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="LakeNotFoundException">There is no such folder.</exception>
    /// <exception cref="Datalake.Storage.ObjectStoreException">The folder cannot be read.</exception>
    public static async Task<ContractProposal> InferAsync(
        string root, string name, KeyTemplate keys, long maximum, CancellationToken cancellationToken)
    {
        var folder = new LakeFolder(root);
        LakeNotFoundException.ThrowIfMissing(folder);
        var arrivals = new FileObjectStore(folder.Raw, syncsWriters: false);
        return await new RawInference(arrivals, name, keys, maximum).InferAsync(cancellationToken);
    }

    private async Task<ContractProposal> InferAsync(CancellationToken cancellationToken)
    {
        var csv = await DetectAsync(cancellationToken);
        var shape = await ObserveAsync(cancellationToken);
        if (csv is null && RecordPlace.Find(shape, name) is { } found)
        {
            raw = raw with { Records = FieldPath.Parse(found.Path) };
            shape = await ObserveAsync(cancellationToken);
        }

        if (csv is null && IsStringified(shape))
        {
            raw = raw with { Stringified = true };
            shape = await ObserveAsync(cancellationToken);
        }

        var proposal = new ProposalBuilder(name, shape).Build(null, keepsKeys: false);
        proposal = proposal with { Raw = raw, Records = raw.Records?.Text, Csv = csv };
        return proposal with { Notes = [.. Notes(proposal), .. await CheckAsync(proposal, cancellationToken)] };
    }

    private IEnumerable<string> Notes(ContractProposal proposal)
    {
        if (proposal.Records is { } records) yield return $"records: the documents are envelopes; the records lie in '{records}'.";
        if (raw.Stringified) yield return "stringified: every value at the top is a string, and some hold JSON.";
        if (proposal.Csv?.Names is not null) yield return "csv: the first row looks like data, so the columns have made-up names. Name them in 'header'.";
        foreach (var note in proposal.Notes) yield return note;
        if (unreadable is not null) yield return $"{unreadableRecords} records could not be read; the first: {unreadable}";
    }

    /// <summary>Reads the records again by the proposal, as an ingest would.</summary>
    private async Task<IReadOnlyList<string>> CheckAsync(ContractProposal proposal, CancellationToken cancellationToken)
    {
        if (proposal.Read == 0) return [];
        var result = DatasetContractReader.Read(Encoding.UTF8.GetBytes(ProposalJson.Write(proposal)), "the proposal");
        if (result.Contract is not { } contract) return [.. result.Problems.Select(problem => problem.ToString())];
        raw = contract.Raw;
        using var structurer = new RecordStructurer(contract, ProtectionKeys.FromEnvironment, RecordLimits.Default);
        using var conformer = new RecordConformer(contract, RecordLimits.Default);
        using var structured = new Utf8Output();
        using var conformed = new Utf8Output();
        long records = 0, refused = 0, rescued = 0;
        string? reason = null;
        await foreach (var record in ReadAsync(cancellationToken))
        {
            records++;
            structured.Clear();
            conformed.Clear();
            var problem = structurer.Structure(record.Span, structured);
            if (problem is null)
            {
                var outcome = conformer.Conform(structured.WrittenSpan, conformed);
                problem = outcome.Problem;
                if (outcome.Rescued > 0) rescued++;
            }

            if (problem is null) continue;
            refused++;
            reason ??= problem.Message;
        }

        var notes = new List<string> { $"By this contract {refused} of {records} records would go to quarantine, and {rescued} would have rescued values." };
        if (reason is not null) notes.Add($"The first of them: {reason}");
        return notes;
    }

    /// <summary>Finds out whether the arrivals are CSV, and how it is written.</summary>
    private async Task<CsvGuess?> DetectAsync(CancellationToken cancellationToken)
    {
        var heads = new List<byte[]>();
        await foreach (var key in KeysAsync(cancellationToken))
        {
            if (await HeadAsync(key, cancellationToken) is { Length: > 0 } head) heads.Add(head);
            if (heads.Count == LookedAt) break;
        }

        if (heads.Count == 0 || heads.Exists(IsJson)) return null;
        var csv = CsvGuess.Of(heads.MaxBy(head => head.Length));
        raw = csv.Format(keys);
        return csv;
    }

    private async Task<byte[]> HeadAsync(string key, CancellationToken cancellationToken)
    {
        await using var content = await store.OpenAsync(key, cancellationToken);
        if (content is null) return [];
        var head = new byte[HeadBytes];
        var length = await content.Stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        if (head is not [0x1f, 0x8b, ..]) return head[..length];
        using var gzip = new GZipStream(new MemoryStream(head, 0, length), CompressionMode.Decompress);
        var plain = new byte[HeadBytes];
        var filled = 0;
        try
        {
            int read;
            while (filled < plain.Length && (read = await gzip.ReadAsync(plain.AsMemory(filled), cancellationToken)) > 0) filled += read;
        }
        catch (InvalidDataException)
        {
            // The head of a stream ends before its end; what came until then is enough.
        }

        return plain[..filled];
    }

    private static bool IsJson(byte[] head)
    {
        var text = head.AsSpan();
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        if (text is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) text = text[2..];
        text = text.TrimStart(" \t\r\n\0\u001e"u8);
        return text is [(byte)'{' or (byte)'[', ..];
    }

    private async Task<ValueShape> ObserveAsync(CancellationToken cancellationToken)
    {
        var shape = new ValueShape(readsTexts: raw.Format == RawTextFormat.Csv, decimalComma: raw.Csv.DecimalComma);
        using var structurer = raw.Stringified ? new RecordStructurer(Plain(), ProtectionKeys.FromEnvironment, RecordLimits.Default) : null;
        using var output = new Utf8Output();
        await foreach (var record in ReadAsync(cancellationToken))
        {
            output.Clear();
            if (structurer is null) shape.Observe(record.Span);
            else if (structurer.Structure(record.Span, output) is null) shape.Observe(output.WrittenSpan);
        }

        return shape;
    }

    /// <summary>A contract without columns, by which only strings that hold JSON are decoded.</summary>
    private DatasetContract Plain() => new()
    {
        Name = name, Database = name, Raw = raw, Identity = [], ChangedAt = [], Structure = [], Protect = [], Columns = [],
    };

    private static bool IsStringified(ValueShape shape) =>
        shape.Fields.Count > 1
        && shape.Fields.Values.All(field => field.Present == field.Texts + field.Dates + field.Timestamps)
        && shape.Fields.Values.Any(field => field.Example is ['{' or '[', ..]);

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var count = 0L;
        unreadable = null;
        unreadableRecords = 0;
        await foreach (var key in KeysAsync(cancellationToken))
        {
            await using var content = await store.OpenAsync(key, cancellationToken);
            if (content is null) continue;
            using var reader = RecordReader.Open(content.Stream, raw, RecordLimits.Default);
            while (await reader.ReadAsync(cancellationToken))
            {
                if (reader.Current.Problem is { } problem)
                {
                    unreadable ??= $"{key}: {problem.Message}";
                    unreadableRecords++;
                    continue;
                }

                yield return reader.Current.Content;
                if (++count == maximum) yield break;
            }
        }
    }

    private async IAsyncEnumerable<string> KeysAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var found in store.ListAsync(keys.Prefix[..(keys.Prefix.LastIndexOf('/') + 1)], cancellationToken))
        {
            if (keys.IsMatch(found.Key)) yield return found.Key;
        }
    }
}
