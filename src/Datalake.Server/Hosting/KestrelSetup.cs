using System.Security.Cryptography.X509Certificates;
using Datalake.Server.Settings;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Datalake.Server.Hosting;

/// <summary>How the server listens, and what it bears from clients that are slow, large or many.</summary>
internal static class KestrelSetup
{
    // Body limits are those of each address, on what comes after decompression too.
    private const int BodyBytesElsewhere = 1 << 20;

    public static void Configure(KestrelServerOptions kestrel, ServerSettings settings, X509Certificate2? certificate)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxRequestHeadersTotalSize = settings.Limits.HeaderBytes;
        limits.MaxRequestLineSize = Math.Min(limits.MaxRequestLineSize, settings.Limits.HeaderBytes);
        limits.MaxRequestBodySize = BodyBytesElsewhere;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(20));
        foreach (var address in settings.Listen.Addresses)
        {
            kestrel.Listen(address, settings.Listen.Port, listen =>
            {
                if (certificate is not null) listen.UseHttps(certificate);
            });
        }
    }
}
