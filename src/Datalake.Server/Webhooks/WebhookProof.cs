using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Datalake.Server.Settings;
using Microsoft.AspNetCore.Http;

namespace Datalake.Server.Webhooks;

/// <summary>
/// Checks that a delivery comes from who has the secret, over the bytes of the body as they came. Every secret is tried, and comparing
/// takes the same time whatever differs.
/// </summary>
/// <param name="settings">The sender.</param>
/// <param name="secrets">Its secrets.</param>
/// <param name="time">The clock, for signatures with a timestamp.</param>
internal sealed class WebhookProof(WebhookSettings settings, IReadOnlyList<byte[]> secrets, TimeProvider time)
{
    private const string Bearer = "Bearer ";

    /// <summary>Why a delivery is not taken; null where its proof is right. Holds nothing of the secret or the proof.</summary>
    public string? Check(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var header = HeaderOf(settings);
        var values = headers[header];
        if (values.Count != 1 || values[0] is not { Length: > 0 } proof) return $"It has {(values.Count > 1 ? "several of the" : "no")} header {header}.";
        return settings.Scheme switch
        {
            WebhookScheme.Shopify => Base64(proof) is { } signature ? Compare(signature, [], body) : Malformed(header),
            WebhookScheme.GitHub => proof.StartsWith("sha256=", StringComparison.Ordinal) && Hex(proof["sha256=".Length..]) is { } signature
                ? Compare(signature, [], body)
                : Malformed(header),
            WebhookScheme.Stripe => CheckTimed(proof, header, body),
            WebhookScheme.Token => CheckToken(proof),
            _ => throw new System.Diagnostics.UnreachableException("There is no such scheme."),
        };
    }

    /// <summary>The header with the proof; it is never kept.</summary>
    public static string HeaderOf(WebhookSettings settings) => settings.Scheme switch
    {
        WebhookScheme.Shopify => "X-Shopify-Hmac-Sha256",
        WebhookScheme.GitHub => "X-Hub-Signature-256",
        WebhookScheme.Stripe => "Stripe-Signature",
        _ => settings.TokenHeader,
    };

    /// <summary>
    /// <c>t=1492774577,v1=hex,v1=hex</c>: during a rotation at the sender there are several of <c>v1</c>; other parts are for others.
    /// </summary>
    private string? CheckTimed(string proof, string header, ReadOnlySpan<byte> body)
    {
        string? timestamp = null;
        var signatures = new List<byte[]>();
        foreach (var part in proof.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', 2) is not [var name, var value]) return Malformed(header);
            if (name == "t")
            {
                if (timestamp is not null) return Malformed(header);
                timestamp = value;
            }
            else if (name == "v1" && Hex(value) is { } signature)
            {
                signatures.Add(signature);
            }
        }

        var isTimed = long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        if (signatures.Count == 0 || !isTimed) return Malformed(header);
        var signed = Encoding.ASCII.GetBytes(timestamp + ".");
        string? reason = null;
        var isRight = false;
        foreach (var signature in signatures)
        {
            reason = Compare(signature, signed, body);
            isRight |= reason is null;
        }

        if (!isRight) return reason;
        var distance = Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - (decimal)seconds);
        return distance <= (decimal)settings.Tolerance.TotalSeconds
            ? null
            : $"Its signature is of another time: {distance.ToString(CultureInfo.InvariantCulture)} s from now. Check the clocks; " +
                "it may also be an old delivery that somebody else sends again.";
    }

    private string? CheckToken(string proof)
    {
        var given = Encoding.UTF8.GetBytes(
            settings.TokenHeader.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && proof.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                ? proof[Bearer.Length..]
                : proof);

        // Hashes are of one length, so that the time does not reveal that of the secret.
        var hash = SHA256.HashData(given);
        var isRight = false;
        foreach (var secret in secrets) isRight |= CryptographicOperations.FixedTimeEquals(SHA256.HashData(secret), hash);
        return isRight ? null : "Its token is another one.";
    }

    private string? Compare(byte[] signature, byte[] before, ReadOnlySpan<byte> body)
    {
        var isRight = false;
        foreach (var secret in secrets)
        {
            using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
            hmac.AppendData(before);
            hmac.AppendData(body);
            isRight |= CryptographicOperations.FixedTimeEquals(hmac.GetHashAndReset(), signature);
        }

        return isRight ? null : "Its signature is not that of the body with any of the secrets.";
    }

    private static byte[]? Base64(string text)
    {
        var bytes = new byte[SHA256.HashSizeInBytes];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == bytes.Length ? bytes : null;
    }

    private static byte[]? Hex(string text) =>
        text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;

    private static string Malformed(string header) => $"Its header {header} does not have the form of a signature.";
}
