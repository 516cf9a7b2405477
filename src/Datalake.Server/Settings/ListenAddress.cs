using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Datalake.Server.Settings;

/// <summary>Where a server listens: <c>127.0.0.1:8080</c>, <c>[::1]:8080</c>, <c>localhost:8080</c>, <c>*:8443</c>.</summary>
public sealed class ListenAddress
{
    private const string LocalName = "localhost";
    private const string Everywhere = "*";

    private ListenAddress(string host, IReadOnlyList<IPAddress> addresses, int port)
    {
        Host = host;
        Addresses = addresses;
        Port = port;
    }

    /// <summary>The address where none is set, <c>127.0.0.1:8080</c>.</summary>
    public static ListenAddress Default { get; } = new("127.0.0.1", [IPAddress.Loopback], 8080);

    /// <summary>The host as it was written: an address, one of IPv6 in brackets, <c>localhost</c> or <c>*</c>.</summary>
    public string Host { get; }

    /// <summary>The addresses to listen on; both loopback addresses for <c>localhost</c>, that of any interface for <c>*</c>.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>The port, 0 to 65535; 0 stands for one that the system chooses.</summary>
    public int Port { get; }

    /// <summary>True when only this machine can reach it.</summary>
    public bool IsLoopback => Addresses.All(IsLocal);

    /// <summary>Reads an address with its port.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address; null when the text is not one.</param>
    /// <returns>True when the text is an address. Names but <c>localhost</c> are none, since they may change their meaning.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ListenAddress? address)
    {
        address = null;
        var colon = text?.LastIndexOf(':') ?? -1;
        if (colon <= 0) return false;
        var (host, digits) = (text![..colon], text[(colon + 1)..]);
        if (digits.Length is 0 or > 5 || !digits.All(char.IsAsciiDigit)) return false;
        var port = int.Parse(digits, CultureInfo.InvariantCulture);
        if (port > IPEndPoint.MaxPort || AddressesOf(host) is not { } addresses) return false;
        address = new ListenAddress(host, addresses, port);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    private static IPAddress[]? AddressesOf(string host)
    {
        if (host == LocalName) return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        if (host == Everywhere) return [IPAddress.IPv6Any];
        if (host is ['[', .. var inner, ']'] && !inner.Contains('%', StringComparison.Ordinal))
            return IPAddress.TryParse(inner, out var six) && six.AddressFamily == AddressFamily.InterNetworkV6 ? [six] : null;

        // Forms such as 127.1 or 0x7f000001 are addresses to the parser, and a surprise to who reads them.
        var parts = host.Split('.');
        return parts.Length == 4
            && parts.All(part => part.Length is > 0 and <= 3 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0'))
            && IPAddress.TryParse(host, out var four)
            ? [four]
            : null;
    }

    private static bool IsLocal(IPAddress address) =>
        IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
