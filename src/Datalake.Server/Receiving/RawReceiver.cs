using Datalake.Server.Problems;
using Datalake.Storage;
using Microsoft.AspNetCore.Http;

namespace Datalake.Server.Receiving;

/// <summary>Takes raw arrivals as they are.</summary>
public static class RawReceiver
{
    /// <summary>Reads a body to its end. Its content is not looked at; its checksums and its length are.</summary>
    /// <param name="request">The request.</param>
    /// <param name="key">The key it is to have.</param>
    /// <param name="limit">Bytes it may have, as they come.</param>
    /// <param name="sink">Takes the bytes. What it took is to be discarded when this throws.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The bytes of the body.</returns>
    /// <exception cref="ProblemException">The body, or the key, is not taken.</exception>
    public static async Task<long> ReceiveAsync(
        HttpRequest request, string key, long limit, BodySink sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(sink);
        if (ObjectKeys.Check(key) is { } problem) throw new ProblemException(ProblemKinds.BadKey, $"{problem} Choose another: {ObjectKeys.Show(key)}");
        using var body = new BodyStream(request, limit, sink);
        await body.DrainAsync(cancellationToken);
        return body.Count;
    }
}
