using Datalake.Datasets;
using Datalake.Server.Problems;
using Datalake.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Datalake.Server.Receiving;

/// <summary>Checks what a request says about its body, before a byte of it is read.</summary>
internal static class BodyHeaders
{
    private const string Gzip = "gzip";

    private static readonly string[] Json =
    ["application/json", "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines", "text/json", "text/plain"];

    private static readonly string[] Csv = ["text/csv", "application/csv", "text/tab-separated-values", "text/plain"];

    // These say nothing about the content.
    private static readonly string[] Bytes = ["application/octet-stream", "application/gzip", "application/x-gzip"];

    private static readonly Dictionary<CsvEncoding, string[]> Charsets = new()
    {
        [CsvEncoding.Utf8] = ["utf-8", "utf8", "us-ascii"],
        [CsvEncoding.Latin1] = ["iso-8859-1", "latin1", "us-ascii"],
        [CsvEncoding.Windows1252] = ["windows-1252", "cp1252", "us-ascii"],
        [CsvEncoding.Utf16] = ["utf-16", "utf-16le", "utf-16be"],
    };

    /// <summary>Checks the type and its character set against a contract.</summary>
    /// <param name="request">The request. Without a type the body is taken for what the contract says.</param>
    /// <param name="contract">The contract.</param>
    /// <exception cref="ProblemException">The body is of another type, or in another character set.</exception>
    public static void CheckType(HttpRequest request, DatasetContract contract)
    {
        if (string.IsNullOrEmpty(request.ContentType)) return;
        var isCsv = contract.Raw.Format == RawTextFormat.Csv;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) throw WrongType(request, contract.Name, isCsv);
        var name = type.MediaType.Value ?? "";
        if (Bytes.Contains(name, StringComparer.OrdinalIgnoreCase)) return;
        var isTaken = (isCsv ? Csv : Json).Contains(name, StringComparer.OrdinalIgnoreCase)
            || (!isCsv && name.StartsWith("application/", StringComparison.OrdinalIgnoreCase) && name.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
        if (!isTaken) throw WrongType(request, contract.Name, isCsv);

        var charset = HeaderUtilities.RemoveQuotes(type.Charset).Value;
        var charsets = Charsets[isCsv ? contract.Raw.Csv.Encoding : CsvEncoding.Utf8];
        if (string.IsNullOrEmpty(charset) || charsets.Contains(charset, StringComparer.OrdinalIgnoreCase)) return;
        throw new ProblemException(
            ProblemKinds.MediaType,
            $"The dataset '{contract.Name}' takes text in {charsets[0]}, but the body is in '{ObjectKeys.Show(charset)}'. Send it as {charsets[0]}."
            + (isCsv ? " If its files are in the other encoding, set raw.csv.encoding in the contract." : ""));
    }

    /// <summary>Checks that a body is JSON, as webhooks send it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sender">Who sends it, for the message.</param>
    /// <exception cref="ProblemException">The body is a form.</exception>
    public static void CheckJson(HttpRequest request, string sender)
    {
        if (request.ContentType is not { } text || !MediaTypeHeaderValue.TryParse(text, out var type) || !IsForm(type)) return;
        throw new ProblemException(
            ProblemKinds.MediaType, $"The deliveries of '{sender}' are sent as a form. Set their content type to application/json at the sender.");
    }

    /// <summary>Checks how the body is compressed.</summary>
    /// <param name="request">The request.</param>
    /// <returns>True for gzip, false for a body as it is.</returns>
    /// <exception cref="ProblemException">It is compressed otherwise, or more than once.</exception>
    public static bool CheckEncoding(HttpRequest request)
    {
        var encoding = request.Headers.ContentEncoding.ToString().Trim();
        if (encoding.Length == 0 || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)) return false;
        if (encoding.Equals(Gzip, StringComparison.OrdinalIgnoreCase) || encoding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase)) return true;
        request.HttpContext.Response.Headers.AcceptEncoding = Gzip;
        throw new ProblemException(
            ProblemKinds.ContentEncoding, $"The body is encoded as '{ObjectKeys.Show(encoding)}'. Send it as it is, or with 'Content-Encoding: gzip'.");
    }

    /// <summary>The answer for a body that is too large.</summary>
    public static ProblemException TooLarge(long limit, string what) => new(
        new Problem(ProblemKinds.BodyTooLarge, FormattableString.Invariant($"The body {what}; at most {limit} bytes are taken. Send it in parts."))
        {
            Members = new Dictionary<string, object?>(StringComparer.Ordinal) { ["limit"] = limit },
        });

    private static ProblemException WrongType(HttpRequest request, string dataset, bool isCsv)
    {
        var wanted = isCsv ? "CSV, with 'Content-Type: text/csv'" : "JSON (an object, an array, or objects one after the other), with 'Content-Type: application/json'";
        var hint = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && IsForm(type)
            ? " (curl sends -d as a form: add -H 'Content-Type: …'.)"
            : "";
        return new ProblemException(
            ProblemKinds.MediaType, $"The dataset '{dataset}' takes {wanted}, but the body is '{ObjectKeys.Show(request.ContentType ?? "")}'.{hint}");
    }

    private static bool IsForm(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        || type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);
}
