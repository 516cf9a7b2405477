namespace Datalake.Documents;

/// <summary>Guesses which known name a wrong one was meant to be.</summary>
internal static class NearestName
{
    /// <summary>A hint such as <c> Did you mean 'identity'?</c>, with a space in front; the known names where none is near.</summary>
    public static string Hint(string name, IReadOnlyCollection<string> known)
    {
        var nearest = known
            .OrderBy(candidate => Distance(name, candidate))
            .ThenBy(candidate => candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        if (nearest is null) return "";
        return Distance(name, nearest) <= Math.Max(1, Math.Min(name.Length, nearest.Length) / 3)
            ? $" Did you mean '{nearest}'?"
            : $" Known here: {string.Join(", ", known.Take(20))}{(known.Count > 20 ? ", …" : "")}.";
    }

    /// <summary>
    /// How many letters to insert, take out, replace or swap with their neighbour to come from one to the other, without regard to case.
    /// </summary>
    private static int Distance(string from, string to)
    {
        (from, to) = (from.ToLowerInvariant(), to.ToLowerInvariant());
        if (Math.Abs(from.Length - to.Length) > to.Length) return int.MaxValue;
        var cost = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }

                cost[i, j] = Math.Min(
                    cost[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1), Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[from.Length, to.Length];
    }
}
