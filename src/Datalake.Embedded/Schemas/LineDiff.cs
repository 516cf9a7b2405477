namespace Datalake.Embedded.Schemas;

/// <summary>What changes between two texts, line by line.</summary>
public static class LineDiff
{
    private const int Context = 3;

    /// <summary>Compares two texts.</summary>
    /// <param name="before">The text as it is.</param>
    /// <param name="after">The text as it would be.</param>
    /// <returns>The changed lines with three lines around them, in order; nothing when the texts are the same.</returns>
    public static IReadOnlyList<DiffLine> Of(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var all = Compare(before.Split('\n'), after.Split('\n'));
        var near = new bool[all.Count];
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Kind == DiffKind.Same) continue;
            for (var j = Math.Max(0, i - Context); j <= Math.Min(all.Count - 1, i + Context); j++) near[j] = true;
        }

        return [.. all.Where((_, i) => near[i])];
    }

    // The longest common subsequence; contracts have hundreds of lines, so the table of lengths is small.
    private static List<DiffLine> Compare(string[] before, string[] after)
    {
        var lengths = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
                lengths[i, j] = before[i] == after[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }

        var lines = new List<DiffLine>();
        var (old, changed) = (0, 0);
        while (old < before.Length || changed < after.Length)
        {
            if (old < before.Length && changed < after.Length && before[old] == after[changed])
            {
                lines.Add(new DiffLine(DiffKind.Same, before[old], ++old));
                changed++;
            }
            else if (old < before.Length && (changed == after.Length || lengths[old + 1, changed] >= lengths[old, changed + 1]))
            {
                lines.Add(new DiffLine(DiffKind.Removed, before[old], ++old));
            }
            else
            {
                lines.Add(new DiffLine(DiffKind.Added, after[changed++], null));
            }
        }

        return lines;
    }
}

/// <summary>A line of a comparison.</summary>
/// <param name="Kind">Where it is.</param>
/// <param name="Text">The line.</param>
/// <param name="Number">Its number in the text as it is, from 1; null for a line that is added.</param>
public sealed record DiffLine(DiffKind Kind, string Text, int? Number);

/// <summary>Where a line of a comparison is.</summary>
public enum DiffKind
{
    /// <summary>In both texts.</summary>
    Same,

    /// <summary>Only in the text as it is.</summary>
    Removed,

    /// <summary>Only in the text as it would be.</summary>
    Added,
}
