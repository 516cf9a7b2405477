using System.Text.RegularExpressions;

namespace Datalake.Embedded.Schemas;

/// <summary>What the name of a field says about its values: <c>LastChange</c> is the words "last" and "change".</summary>
internal static partial class FieldWords
{
    private static readonly HashSet<string> Units = ["ms", "us", "ns", "s", "sec", "secs", "seconds", "millis", "micros", "nanos", "utc", "gmt"];

    private static readonly HashSet<string> OfTimes =
    [
        "at", "on", "ts", "time", "times", "timestamp", "tstamp", "date", "datetime", "dt", "day", "created", "updated", "modified", "deleted", "changed",
        "change", "expires", "expired", "expiry", "expiration", "when", "since", "until", "epoch", "start", "started", "end", "ended", "begin",
        "completed", "processed", "received", "sent", "arrived", "occurred", "published", "seen", "login", "moment", "instant",
    ];

    private static readonly HashSet<string> OfMoney =
    [
        "price", "amount", "total", "subtotal", "cost", "tax", "taxes", "fee", "fees", "discount", "discounts", "revenue", "value", "balance", "paid",
        "refund", "refunded", "payment", "freight", "shipping", "duties", "tip", "money", "salary", "income", "turnover", "gross", "net", "commission",
        "betrag", "preis", "summe", "brutto", "netto", "preco", "valor", "precio", "importe", "prix", "montant", "prezzo", "importo", "bedrag", "prijs",
    ];

    /// <summary>The words in lower case.</summary>
    public static string[] Of(string name) => [.. Word().Matches(name).Select(word => word.Value.ToLowerInvariant())];

    /// <summary>True when the name speaks of a time: its last word does, a unit behind it aside.</summary>
    public static bool HintsTime(string name)
    {
        var words = Of(name);
        var last = Array.FindLastIndex(words, word => !Units.Contains(word));
        return last >= 0 && OfTimes.Contains(words[last]);
    }

    /// <summary>True when the name speaks of money.</summary>
    public static bool HintsMoney(string name) => Of(name).Any(OfMoney.Contains);

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\p{L}+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
