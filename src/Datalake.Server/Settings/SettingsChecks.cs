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
        string[] known = [.. catalog.All.Select(dataset => dataset.Name)];
        return
        [
            .. from webhook in settings.Webhooks
               from route in webhook.Value.Routes
               let dataset = route.Dataset
               where dataset is not null && catalog.Find(dataset) is null
               select new DocumentProblem(
                   source,
                   DocumentNode.PathOf("$.webhooks", webhook.Key),
                   SettingsRules.DatasetUnknown,
                   $"The topic '{route.Topic}' goes to the dataset '{dataset}', which is not in the lake. Add it, or name another."
                   + NearestName.Hint(dataset, known)),
        ];
    }
}
