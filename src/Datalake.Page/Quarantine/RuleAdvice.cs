using Datalake.Records;

namespace Datalake.Page.Quarantine;

/// <summary>What to do about records that broke a rule.</summary>
internal static class RuleAdvice
{
    private const string Sender = "Have the sender send it again, or correct the record here.";
    private const string Contract = "If the contract is wrong, change it and replay. Otherwise correct the record here.";

    private static readonly Dictionary<string, string> Advice = new(StringComparer.Ordinal)
    {
        [RecordRules.MalformedJson] = Sender,
        [RecordRules.Truncated] = "The upload was probably cut. Have the sender send it again; move files into raw/ by a rename.",
        [RecordRules.NotAnObject] = Sender,
        [RecordRules.InvalidUtf8] = "Have the sender write UTF-8, or name the encoding in raw.csv.encoding, or correct the record here.",
        [RecordRules.LoneSurrogate] = Sender,
        [RecordRules.TooDeep] = "Have the sender send it with fewer levels.",
        [RecordRules.Unprotected] = "A value to protect could not be found in a broken text. Correct the text here, or change the contract and replay.",
        [RecordRules.TooLarge] = "Have the sender split it. If it is a document around many records, name their place in raw.records.",
        [RecordRules.NoIdentity] = Contract,
        [RecordRules.NoChangeDate] = Contract,
        [RecordRules.Empty] = "Nothing can be lost here. Discard the entry.",
        [RecordRules.BadGzip] = "The file is damaged. Have the sender send it again, then discard the entry.",
        [RecordRules.GzipBomb] = "The file expands to far more than it should. Ask the sender before you take it.",
        [RecordRules.UnknownFormat] = "Have the sender export JSON or CSV, then discard the entry.",
        [RecordRules.NoRecords] = "Correct raw.records in the contract and replay, or ask the sender.",
        [RecordRules.MalformedCsv] = "Correct raw.csv in the contract and replay, or correct the row here.",
        [RecordRules.BadKey] = "Have the file sent under another key, then discard the entry.",
        [RecordRules.Rest] = "These records share one entry because there are too many. Replay them after the cause is fixed.",
    };

    // Where the fault is somewhere in the text, and not in what the record lacks as a whole.
    private static readonly string[] WithPosition =
    [
        RecordRules.MalformedJson, RecordRules.Truncated, RecordRules.NotAnObject, RecordRules.InvalidUtf8, RecordRules.LoneSurrogate,
        RecordRules.TooDeep, RecordRules.Unprotected, RecordRules.MalformedCsv, RecordRules.NoRecords,
    ];

    /// <summary>What to do, in a sentence or two.</summary>
    public static string Of(string rule) => Advice.GetValueOrDefault(rule, "See why, and decide: replay, correct or discard.");

    /// <summary>Whether there is a position to show.</summary>
    public static bool HasPosition(string rule) => WithPosition.Contains(rule, StringComparer.Ordinal);
}
