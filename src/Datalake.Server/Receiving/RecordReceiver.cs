using System.Collections.Concurrent;
using Datalake.Datasets;
using Datalake.Json;
using Datalake.Protection;
using Datalake.Records;
using Datalake.Server.Problems;
using Datalake.Structuring;
using Microsoft.AspNetCore.Http;

namespace Datalake.Server.Receiving;

/// <summary>
/// Reads the bodies of requests that bring records of one dataset, with the readers that the lake itself uses, so that the answer's counts
/// are what structuring will find. Nothing is stored here: a sink takes the bytes. Safe to share between threads.
/// </summary>
/// <param name="dataset">The dataset.</param>
/// <param name="keys">Gives the keys of its protect rules.</param>
/// <param name="limits">The limits of records.</param>
/// <param name="bodyBytes">Bytes of a body after decompression.</param>
public sealed class RecordReceiver(DatasetContract dataset, IProtectionKeys keys, RecordLimits limits, long bodyBytes) : IDisposable
{
    private readonly RecordLimits limits = limits with { ArrivalBytes = bodyBytes };
    private readonly ConcurrentBag<Checker> checkers = [];

    /// <summary>Reads a body to its end.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sink">Takes the body's bytes as they come. What it took is to be discarded when this throws.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>What the body brought; at least one record can be read, or there is none.</returns>
    /// <exception cref="ProblemException">The body is not taken: its type, size, checksum, or not one record can be read.</exception>
    public async Task<ReceivedRecords> ReceiveAsync(HttpRequest request, BodySink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sink);
        BodyHeaders.CheckType(request, dataset);
        using var body = new BodyStream(request, bodyBytes, sink);
        var checker = checkers.TryTake(out var kept) ? kept : new Checker(dataset, keys, limits);
        try
        {
            return await ReadAsync(body, checker, cancellationToken);
        }
        catch (ArrivalTooLargeException large)
        {
            throw BodyHeaders.TooLarge(large.Limit, "is larger after decompression");
        }
        finally
        {
            checkers.Add(checker);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (checkers.TryTake(out var checker)) checker.Dispose();
    }

    private async Task<ReceivedRecords> ReadAsync(BodyStream body, Checker checker, CancellationToken cancellationToken)
    {
        using var reader = RecordReader.Open(body, dataset.Raw, limits);
        long records = 0, unreadable = 0;
        UnreadableRecord? first = null;
        while (await reader.ReadAsync(cancellationToken))
        {
            var frame = reader.Current;
            if (reader.IsDamaged) throw Damaged(frame.Problem!);
            records++;
            if ((frame.Problem ?? checker.Check(frame.Content.Span)) is not { } problem) continue;
            unreadable++;
            first ??= new UnreadableRecord(frame.Number, frame.Offset + problem.Offset, problem.Rule, problem.Message);
        }

        await body.DrainAsync(cancellationToken);
        if (records > 0 && records == unreadable) throw NoRecord(records, first!);
        return new ReceivedRecords(body.Count, records, unreadable, first);
    }

    private static ProblemException Damaged(RecordProblem problem) =>
        new(problem.Rule == RecordRules.GzipBomb ? ProblemKinds.BodyTooLarge : ProblemKinds.BodyCut, problem.Message);

    private static ProblemException NoRecord(long records, UnreadableRecord first) => new(
        new Problem(
            ProblemKinds.NoRecord,
            FormattableString.Invariant($"{(records == 1 ? "The record" : $"None of the {records} records")} can{(records == 1 ? "not" : "")} be read") +
            FormattableString.Invariant($"; nothing was stored. Record {first.Number}, byte {first.Offset} of the body: {first.Message}"))
        {
            Members = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["records"] = records,
                ["record"] = first.Number,
                ["offset"] = first.Offset,
                ["rule"] = first.Rule,
            },
        });

    /// <summary>Says whether a record can be structured. Keeps buffers; for one thread at a time.</summary>
    private sealed class Checker(DatasetContract dataset, IProtectionKeys keys, RecordLimits limits) : IDisposable
    {
        private readonly RecordStructurer structurer = new(dataset, keys, limits);
        private readonly Utf8Output output = new();

        public RecordProblem? Check(ReadOnlySpan<byte> record)
        {
            output.Clear();
            return structurer.Structure(record, output);
        }

        public void Dispose()
        {
            structurer.Dispose();
            output.Dispose();
        }
    }
}
