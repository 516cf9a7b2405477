using System.Buffers.Text;
using Microsoft.AspNetCore.Http;

namespace Datalake.Bench.Functions.Services;

/// <summary>
/// Reads a body that an SDK sends in signed pieces, with a checksum behind them (S3 API Reference, "Signature Calculations for the
/// Authorization Header: Transferring Payload in Multiple Chunks").
/// </summary>
internal static class AwsChunks
{
    /// <summary>The content of a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="headers">The headers of its request, which say whether it is in pieces.</param>
    public static byte[] Read(byte[] body, IHeaderDictionary headers)
    {
        if (!headers.ContainsKey("x-amz-decoded-content-length")) return body;
        using var content = new MemoryStream(body.Length);
        var rest = body.AsSpan();
        while (true)
        {
            // <hex length>[;chunk-signature=…]\r\n<bytes>\r\n, the last with length 0.
            var end = rest.IndexOf("\r\n"u8);
            if (end < 0 || !Utf8Parser.TryParse(rest[..end], out int length, out _, 'x'))
                throw new BenchException("A PUT came in pieces that the stub cannot read.");
            if (length == 0) return content.ToArray();
            content.Write(rest.Slice(end + 2, length));
            rest = rest[(end + 2 + length + 2)..];
        }
    }
}
