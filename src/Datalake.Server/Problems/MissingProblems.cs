using Datalake.Datasets;
using Datalake.Documents;

namespace Datalake.Server.Problems;

/// <summary>Problems of names that are not there, with the names near them.</summary>
public static class MissingProblems
{
    /// <summary>A dataset that the lake does not have.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="catalog">The datasets of the lake.</param>
    public static Problem Dataset(string name, DatasetCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return Of(ProblemKinds.NoSuchDataset, $"The lake has no dataset '{Show(name)}'.", name, catalog.All.Select(dataset => dataset.Name));
    }

    /// <summary>A table that the lake does not have.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tables">The tables and views of the lake.</param>
    public static Problem Table(string name, IEnumerable<string> tables) =>
        Of(ProblemKinds.NoSuchTable, $"The lake has no table or view '{Show(name)}'.", name, tables);

    /// <summary>A report that the lake does not have.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="reports">The reports of the lake.</param>
    public static Problem Report(string name, IEnumerable<string> reports) =>
        Of(ProblemKinds.NoSuchReport, $"The lake has no report '{Show(name)}'.", name, reports);

    /// <summary>A sender of webhooks that the settings do not have.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="sources">The senders. They are not shown, since whoever asks has no token.</param>
    public static Problem Source(string name, IReadOnlyCollection<string> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var advice = sources.Count == 0 ? "There are none: add it to 'webhooks' in lake.json." : "Compare the address with 'webhooks' in lake.json.";
        return new Problem(ProblemKinds.NoSuchSource, $"No sender of webhooks is called '{Show(name)}'. {advice}");
    }

    private static Problem Of(ProblemKind kind, string sentence, string name, IEnumerable<string> known) =>
        new(kind, sentence + NearestName.Hint(Show(name), [.. known]));

    private static string Show(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Excerpt.Around(Storage.ObjectKeys.Show(name), 0);
    }
}
