using System.Text;
using Apache.Arrow.Ipc;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Output;
using Microsoft.AspNetCore.Http;

namespace Datalake.Server.Querying;

/// <summary>
/// Sends the rows of a query as the engine makes them. What fails before the first of them are sent is a problem; after that the answer is
/// cut off, so that it cannot be taken for a whole one.
/// </summary>
internal sealed class QueryAnswer(LakeRows rows, AnswerFormat format, int limit)
{
    private const int BlockBytes = 64 << 10;

    /// <summary>Sends them.</summary>
    /// <exception cref="Problems.ProblemException">There are more rows than a query may give.</exception>
    public async Task SendAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.ContentType = format.MediaType;
        response.Headers.CacheControl = "no-store";
        if (format.WriterTo is { } writerTo) await SendTextAsync(writerTo, response.Body, cancellationToken);
        else await SendArrowAsync(response.Body, cancellationToken);
    }

    /// <summary>Writes rows as text.</summary>
    /// <exception cref="Problems.ProblemException">There are more rows than a query may give.</exception>
    public async Task SendTextAsync(Func<TextWriter, RowWriter> writerTo, Stream body, CancellationToken cancellationToken)
    {
        using var block = new MemoryStream();
        await using var text = new StreamWriter(block, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        var writer = writerTo(text);
        var values = new object?[rows.Columns.Count];
        writer.Begin([.. rows.Columns.Select(column => column.Name)]);
        for (var count = 1; rows.Read(); count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ThrowIfTooMany(count);
            for (var i = 0; i < values.Length; i++) values[i] = rows.GetValue(i);
            writer.Write(values);
            if (block.Length >= BlockBytes) await SendAsync(block, body, cancellationToken);
        }

        writer.Finish();
        await text.FlushAsync(cancellationToken);
        await SendAsync(block, body, cancellationToken);
    }

    private async Task SendArrowAsync(Stream body, CancellationToken cancellationToken)
    {
        using var writer = new ArrowStreamWriter(body, rows.Schema, leaveOpen: true);
        await writer.WriteStartAsync(cancellationToken);
        var count = 0;
        while (rows.TakeBatch() is { } batch)
        {
            using (batch)
            {
                ThrowIfTooMany(count += batch.Length);
                await writer.WriteRecordBatchAsync(batch, cancellationToken);
            }
        }

        await writer.WriteEndAsync(cancellationToken);
    }

    private void ThrowIfTooMany(int count)
    {
        if (count > limit) throw QueryProblems.TooManyRows(limit);
    }

    private static async Task SendAsync(MemoryStream block, Stream body, CancellationToken cancellationToken)
    {
        await body.WriteAsync(block.GetBuffer().AsMemory(0, (int)block.Length), cancellationToken);
        block.SetLength(0);
    }
}
