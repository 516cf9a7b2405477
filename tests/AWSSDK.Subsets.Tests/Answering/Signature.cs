using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace AWSSDK.Subsets.Tests.Answering;

/// <summary>Checks Signature Version 4, written from its specification, so that it errs where the SDK errs only by chance.</summary>
internal static partial class Signature
{
    internal static bool IsValid(string method, string path, IReadOnlyDictionary<string, string> headers, byte[] body, string secret)
    {
        if (!headers.TryGetValue("authorization", out var authorization) || Form().Match(authorization) is not { Success: true } form)
            return false;
        var names = form.Groups["names"].Value;
        var signed = string.Concat(names.Split(';').Select(name => $"{name}:{headers.GetValueOrDefault(name)}\n"));
        var canonical = $"{method}\n{path}\n\n{signed}\n{names}\n{Hash(body)}";
        var scope = $"{form.Groups["day"].Value}/{form.Groups["region"].Value}/{form.Groups["service"].Value}/aws4_request";
        var text = $"AWS4-HMAC-SHA256\n{headers["x-amz-date"]}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonical))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), Mac);
        return Convert.ToHexStringLower(Mac(key, text)) == form.Groups["signature"].Value;
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    [GeneratedRegex(
        "^AWS4-HMAC-SHA256 Credential=[^/]+/(?<day>[0-9]{8})/(?<region>[^/]+)/(?<service>[^/]+)/aws4_request, SignedHeaders=(?<names>[^,]+), Signature=(?<signature>[0-9a-f]{64})$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Form();
}
