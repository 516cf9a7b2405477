using System.Globalization;
using Datalake.Conforming;

namespace Datalake.Embedded.Schemas;

/// <summary>Finds the fields that say when an entity changed.</summary>
internal static class ChangeDateGuess
{
    private const int Plain = 40;
    private const int Unlikely = 5;

    private static readonly (int Score, string[] Words)[] Scores =
    [
        (Unlikely,
        [
            "expires", "expired", "expiry", "expiration", "due", "until", "valid", "birth", "birthday", "birthdate", "dob", "estimated", "expected",
            "scheduled", "deadline", "limit", "delivered", "delivery", "start", "end", "begin", "promise", "ttl",
        ]),
        (100, ["updated", "update", "modified", "changed", "change", "lastchange", "lastmodified", "mtime"]),
        (80, ["event", "occurred", "ts", "timestamp", "triggered", "emitted", "tstamp"]),
        (65, ["processed", "received", "sent", "published", "recorded", "answer"]),
        (60, ["created", "creation", "create", "inserted", "purchase", "purchased", "ordered", "placed", "invoice"]),
    ];

    /// <summary>The fields, most wanted first; as few as every record has one of.</summary>
    /// <param name="fields">The scalar fields.</param>
    /// <param name="records">How many records.</param>
    /// <param name="notes">Receives the reasons.</param>
    public static List<KeyField> Choose(IReadOnlyList<KeyField> fields, int records, List<string> notes)
    {
        var times = fields.Select(field => (Field: field, Time: TimeGuess.Of(field.Name, field.Shape)))
            .Where(one => one.Time is { } time && IsInRange(time.Minimum) && IsInRange(time.Maximum))
            .Select(one => one.Field)
            .ToList();

        // What is nested counts only where nothing at the top would do.
        var (chosen, missing) = Cover([.. times.Where(field => field.IsTop && Score(field) > Unlikely)], records);
        if (missing > 0)
        {
            var more = Cover([.. times.Where(field => field.IsTop || Score(field) > Unlikely)], records);
            if (more.Missing < missing || chosen.Count == 0) (chosen, missing) = more;
        }

        for (var i = 0; i < chosen.Count; i++)
        {
            notes.Add(
                $"changedAt: '{chosen[i].Path}' is a time{(Score(chosen[i]) > Plain ? " with the name of a change date" : string.Empty)}, "
                + $"in {Share(chosen[i].Hashes.Count(hash => hash != 0), records)}{(i > 0 ? "; it counts where those before it are absent" : string.Empty)}.");
        }

        if (missing > 0 && chosen.Count > 0)
            notes.Add($"changedAt: {Share(missing, records)} have none of these times; they would go to quarantine. Name another column if there is one.");
        return chosen;
    }

    private static (List<KeyField> Chosen, int Missing) Cover(List<KeyField> times, int records)
    {
        var covered = new bool[records];
        var chosen = new List<KeyField>();
        foreach (var field in times.OrderByDescending(Score).ThenBy(field => field.Sources.Count > 0 ? field.Sources[0].Length : 0))
        {
            var adds = false;
            for (var i = 0; i < records; i++)
            {
                if (covered[i] || field.Hashes[i] == 0) continue;
                covered[i] = adds = true;
            }

            if (adds) chosen.Add(field);
        }

        return (chosen, covered.Count(found => !found));
    }

    private static int Score(KeyField field)
    {
        var words = FieldWords.Of(field.Name);
        if (field.Name.Equals("time", StringComparison.OrdinalIgnoreCase)) return 80;
        foreach (var (score, named) in Scores)
        {
            if (words.Any(named.Contains)) return score;
        }

        return Plain;
    }

    private static bool IsInRange(long microseconds) =>
        microseconds is >= IsoTime.Minimum and <= IsoTime.Maximum
        && IsoTime.DateOf(microseconds) is var date && date >= ChangeDates.First && date <= ChangeDates.Last;

    private static string Share(int count, int records) =>
        count == records ? "every record" : string.Create(CultureInfo.InvariantCulture, $"{count} of {records} records");
}
