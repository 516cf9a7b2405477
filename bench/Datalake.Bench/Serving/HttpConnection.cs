using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Datalake.Bench.Serving;

/// <summary>
/// A connection that sends requests one after the other. It does as little as it can, since it shares the processors with the server.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[64 << 10];
    private int length;

    public Task OpenAsync(Uri server, CancellationToken cancellationToken) =>
        socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), cancellationToken).AsTask();

    /// <summary>The bytes of a request.</summary>
    public static byte[] Request(string line, string token, string type, ReadOnlySpan<byte> body) =>
    [
        .. Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{line} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: {type}\r\nAccept: text/csv\r\nContent-Length: {body.Length}\r\n\r\n")),
        .. body,
    ];

    /// <summary>Sends a request and reads its answer to the end.</summary>
    /// <returns>The status, and the body where it is wanted.</returns>
    public async ValueTask<(int Status, string Body)> SendAsync(
        ReadOnlyMemory<byte> request, bool wantsBody, CancellationToken cancellationToken)
    {
        for (var rest = request; rest.Length > 0;) rest = rest[await socket.SendAsync(rest, cancellationToken)..];
        length = 0;
        int head;
        while ((head = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0) await ReceiveAsync(cancellationToken);
        var headers = Encoding.ASCII.GetString(buffer, 0, head);
        var status = int.Parse(headers.AsSpan(9, 3), CultureInfo.InvariantCulture);
        head += 4;
        var announced = headers.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        if (announced >= 0)
        {
            var text = headers.AsSpan(announced + "Content-Length: ".Length);
            var end = text.IndexOf('\r');
            var body = int.Parse(end < 0 ? text : text[..end], CultureInfo.InvariantCulture);
            while (length < head + body) await ReceiveAsync(cancellationToken);
        }
        else
        {
            while (!buffer.AsSpan(head, length - head).EndsWith("0\r\n\r\n"u8)) await ReceiveAsync(cancellationToken);
        }

        return (status, wantsBody ? Encoding.UTF8.GetString(buffer, head, length - head) : string.Empty);
    }

    public void Dispose() => socket.Dispose();

    private async ValueTask ReceiveAsync(CancellationToken cancellationToken)
    {
        if (length == buffer.Length) throw new BenchException("The server's answer is longer than the bench reads.");
        var read = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
        if (read == 0) throw new BenchException("The server closed the connection.");
        length += read;
    }
}
