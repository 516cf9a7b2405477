using Datalake.Records;
using Datalake.Server.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Datalake.Server.Receiving;

/// <summary>
/// The body of a request as a stream that hands what is read on to a sink and to its checksums, so that a body is read once. At its end it
/// is what the request announced, or reading throws.
/// </summary>
internal sealed class BodyStream : ReadOnlyStream
{
    private readonly HttpRequest request;
    private readonly long limit;
    private readonly BodySink sink;
    private readonly bool isGzip;
    private readonly BodyChecksums checksums;
    private readonly byte[] first = new byte[2];

    /// <summary>Begins at the start of a body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">Bytes, as they come, beyond which reading throws.</param>
    /// <param name="sink">Takes the bytes.</param>
    /// <exception cref="ProblemException">The headers already say that the body is not taken.</exception>
    public BodyStream(HttpRequest request, long limit, BodySink sink)
    {
        (this.request, this.limit, this.sink) = (request, limit, sink);
        if (request.ContentLength > limit) throw BodyHeaders.TooLarge(limit, $"has {request.ContentLength} bytes");
        isGzip = BodyHeaders.CheckEncoding(request);
        checksums = BodyChecksums.Of(request.Headers);

        // The server's own limit is for addresses that take no body.
        var feature = request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (feature is { IsReadOnly: false }) feature.MaxRequestBodySize = limit;
    }

    /// <summary>Bytes read.</summary>
    public long Count { get; private set; }

    /// <summary>True when the body is compressed, by its headers.</summary>
    public bool IsGzip => isGzip;

    private bool IsOver { get; set; }

    public override int Read(Span<byte> buffer) => throw new NotSupportedException();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsOver || buffer.Length == 0) return 0;
        var read = await request.Body.ReadAsync(buffer, cancellationToken);
        if (read == 0)
        {
            Finish();
            return 0;
        }

        var bytes = buffer[..read];
        for (var i = 0; i < read && Count + i < first.Length; i++) first[Count + i] = bytes.Span[i];
        Count += read;
        if (Count > limit) throw BodyHeaders.TooLarge(limit, "is larger");
        checksums.Append(bytes.Span);
        await sink(bytes, cancellationToken);
        return read;
    }

    /// <summary>Reads what is left.</summary>
    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(64 << 10);
        try
        {
            while (await ReadAsync(buffer, cancellationToken) > 0)
            {
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) checksums.Dispose();
        base.Dispose(disposing);
    }

    private void Finish()
    {
        IsOver = true;
        if (request.ContentLength is { } announced && announced != Count)
            throw new ProblemException(
                ProblemKinds.BodyCut, FormattableString.Invariant($"Content-Length says {announced} bytes, but {Count} came. Nothing was stored; send it again."));
        if (isGzip && first is not [0x1f, 0x8b])
            throw new ProblemException(
                ProblemKinds.ContentEncoding, "Content-Encoding says gzip, but the body does not begin as gzip does. Leave the header out, or compress the body.");
        checksums.Verify();
    }
}
