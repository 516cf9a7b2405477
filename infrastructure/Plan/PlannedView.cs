using System.Text.Json;
using System.Text.Json.Serialization;
using Datalake.Datasets;
using Datalake.Infrastructure.Settings;

namespace Datalake.Infrastructure.Plan;

/// <summary>
/// A view that a file under <c>datasets/</c> declares, with its columns. These only an engine can find out, which this program does not
/// have, so <c>lake datasets views</c> writes them down.
/// </summary>
/// <param name="Name">The view's name.</param>
/// <param name="Database">Its database, as the contracts name it.</param>
/// <param name="Dataset">The dataset in whose folder its file lies; null when it lies beside the datasets.</param>
/// <param name="Description">What it answers.</param>
/// <param name="Reads">The datasets that it reads.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Sql">Its query.</param>
/// <param name="Databases">Where the query names databases.</param>
/// <param name="Fingerprint">That of the contracts and views when this was written.</param>
internal sealed record PlannedView(
    [property: JsonPropertyName("view")] string Name, string Database, string? Dataset, string Description, IReadOnlyList<string> Reads, IReadOnlyList<PlannedColumn> Columns,
    string Sql, IReadOnlyList<PlannedDatabase> Databases, string Fingerprint)
{
    /// <summary>What makes the file.</summary>
    public const string Command = "lake datasets views --format json > artifacts/views.json";

    private const string File = "artifacts/views.json";

    // https://docs.aws.amazon.com/athena/latest/ug/service-limits.html and the API's CreateNamedQuery.
    private const int LongestText = 262_144;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads the views of the datasets that are deployed.</summary>
    /// <param name="root">The folder of <c>Pulumi.yaml</c>.</param>
    /// <param name="datasets">The datasets.</param>
    /// <param name="reader">Takes problems.</param>
    public static IReadOnlyList<PlannedView> ReadAll(string root, IReadOnlyList<DatasetContract> datasets, SettingsReader reader)
    {
        var directory = Path.Combine(root, "datasets");
        var names = datasets.Select(dataset => dataset.Name).ToHashSet(StringComparer.Ordinal);
        if (datasets.Count == 0 || ViewSources.Files(directory).Count == 0) return [];
        var fingerprint = ViewSources.Fingerprint(directory);
        var path = Path.Combine(root, File);
        var views = System.IO.File.Exists(path) ? Parse(System.IO.File.ReadAllBytes(path)) : [];
        if (views.Length == 0 || views.Any(view => view.Fingerprint != fingerprint))
        {
            reader.Report("artifacts", System.IO.File.Exists(path)
                ? $"{File}, the columns of the views, is not of the contracts and views that are there now. Make it again: {Command}."
                : $"{File}, the columns of the views, is missing. Make it: {Command}.");
            return [];
        }

        // What reads a dataset that is not deployed would not work.
        var databases = datasets.Select(dataset => dataset.Database).ToHashSet(StringComparer.Ordinal);
        var deployed = views.Where(view => view.Reads.All(names.Contains) && databases.Contains(view.Database)).ToArray();
        foreach (var view in views.Except(deployed).Where(view => view.Dataset is { } home && names.Contains(home)))
        {
            reader.Report("datasets",
                $"leaves out a dataset that the view '{view.Name}' of '{view.Dataset}' reads: {string.Join(", ", view.Reads.Where(name => !names.Contains(name)))}. " +
                "Deploy it too, or move the view to datasets/views/.");
        }

        foreach (var view in deployed.Where(view => view.Sql.Length > LongestText))
            reader.Report("datasets", $"has a view '{view.Name}' of {view.Sql.Length} characters; Athena keeps at most {LongestText}.");
        return deployed;
    }

    /// <summary>The query with the databases' names as the catalog has them.</summary>
    /// <param name="databaseOf">The catalog's name of a database.</param>
    public string SqlIn(Func<string, string> databaseOf)
    {
        var sql = Sql;
        foreach (var named in Databases.OrderByDescending(named => named.Start))
        {
            var other = databaseOf(named.Name);
            if (other != named.Name) sql = $"{sql[..named.Start]}\"{other}\"{sql[(named.Start + named.Length)..]}";
        }

        return sql;
    }

    private static PlannedView[] Parse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<PlannedView[]>(json, Options) ?? [];
        }
        catch (JsonException)
        {
            // A command that failed leaves an empty file.
            return [];
        }
    }
}

/// <summary>A column of a view.</summary>
/// <param name="Name">Its name, in lower case.</param>
/// <param name="Type">Its type in the catalog.</param>
/// <param name="AthenaType">Its type in Athena's engine.</param>
internal sealed record PlannedColumn(string Name, string Type, string AthenaType);

/// <summary>Where a query names a database.</summary>
/// <param name="Start">The position of its first character.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Name">The database.</param>
internal sealed record PlannedDatabase(int Start, int Length, string Name);
