using Datalake.Datasets;
using Datalake.Documents;

namespace Datalake.Server.Settings;

/// <summary>Checks settings against the lake they are for.</summary>
public static class SettingsChecks
{
    /// <summary>Finds the datasets that the settings name and the lake does not have.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="catalog">The datasets of the lake.</param>
    /// <param name="source">Where the settings come from; the problems name it.</param>
    public static IReadOnlyList<DocumentProblem> Check(ServerSettings settings, DatasetCatalog catalog, string source)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(catalog);
        return [.. Find(settings, catalog).Select(problem => new DocumentProblem(source, problem.Path, problem.Rule, problem.Message))];
    }

    private static IEnumerable<(string Path, string Rule, string Message)> Find(ServerSettings settings, DatasetCatalog catalog)
    {
        string[] known = [.. catalog.All.Select(dataset => dataset.Name)];
        foreach (var (name, webhook) in settings.Webhooks)
        {
            var path = DocumentNode.PathOf("$.webhooks", name);
            foreach (var (topic, dataset) in webhook.Routes.Select(route => (route.Topic, route.Dataset)))
            {
                if (dataset is null) continue;
                if (catalog.Find(dataset) is not { } contract)
                    yield return (path, SettingsRules.DatasetUnknown, Unknown(topic, dataset, known));
                else if (contract.Raw.Format != RawTextFormat.Json)
                    yield return (
                        path,
                        SettingsRules.WebhookDataset,
                        $"The topic '{topic}' goes to the dataset '{dataset}', whose arrivals are CSV; webhooks bring JSON. Name another.");
            }

            foreach (var erasure in webhook.Erasures.Where(erasure => catalog.Find(erasure.Dataset) is null))
                yield return ($"{path}.erase", SettingsRules.DatasetUnknown, Unknown(erasure.Topic, erasure.Dataset, known));
        }
    }

    private static string Unknown(string topic, string dataset, string[] known) =>
        $"The topic '{topic}' goes to the dataset '{dataset}', which is not in the lake. Add it, or name another."
        + NearestName.Hint(dataset, known);
}
