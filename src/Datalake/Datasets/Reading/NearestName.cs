namespace Datalake.Datasets.Reading;

/// <summary>Guesses which known name a wrong one was meant to be.</summary>
internal static class NearestName
{
    /// <summary>A hint such as <c> Did you mean 'identity'?</c>, with a space in front; the known names where none is near.</summary>
    public static string Hint(string name, IReadOnlyCollection<string> known)
    {
        var nearest = known.OrderBy(candidate => Distance(name, candidate)).ThenBy(candidate => candidate, StringComparer.Ordinal).FirstOrDefault();
        if (nearest is null) return "";
        return Distance(name, nearest) <= Math.Max(1, Math.Min(name.Length, nearest.Length) / 3)
            ? $" Did you mean '{nearest}'?"
            : $" Known here: {string.Join(", ", known.Take(20))}{(known.Count > 20 ? ", …" : "")}.";
    }

    /// <summary>How many letters to insert, take out or replace to come from one to the other, without regard to case.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var same = char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]);
                var replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
