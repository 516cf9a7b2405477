using System.Globalization;
using Datalake.Infrastructure.Settings;
using Datalake.Storage;
using Pulumi;
using Pulumi.Aws.Glue.Inputs;

namespace Datalake.Infrastructure.Tables;

/// <summary>
/// The partitions of a table as Athena works them out: which columns, which values, which folder. No partition is ever registered, so none can
/// be missing.
/// </summary>
/// <param name="Columns">The columns with the smallest and largest value and the digits in the folder's name.</param>
/// <param name="Folder">The folder of a partition below the bucket, ending with <c>/</c>, the values as <c>${column}</c>.</param>
internal sealed record Projection(IReadOnlyList<(string Name, int First, int Last, int Digits)> Columns, string Folder)
{
    /// <summary>Of a staged table: a partition an ingestion hour.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="years">The years.</param>
    public static Projection Staged(string dataset, YearRange years) => Of(
        LakeKeys.Stage(dataset),
        [("ingestion_year", years.First, years.Last, 4), ("ingestion_month", 1, 12, 2), ("ingestion_day", 1, 31, 2), ("ingestion_hour", 0, 23, 2)]);

    /// <summary>
    /// Of a consumable table: a partition a change date. Its folder holds a folder for each ingestion hour that brought something, which Athena
    /// reads along; as a partition column these hours would make every day as many partitions as there are hours.
    /// </summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="years">The years.</param>
    public static Projection Consumable(string dataset, YearRange years) => Of(
        LakeKeys.Consumable(dataset), [("year", years.First, years.Last, 4), ("month", 1, 12, 2), ("day", 1, 31, 2)]);

    /// <summary>The partition columns as a table declares them.</summary>
    public CatalogTablePartitionKeyArgs[] Keys() => Columns.Select(column => new CatalogTablePartitionKeyArgs { Name = column.Name, Type = "int" }).ToArray();

    /// <summary>The table's parameters.</summary>
    /// <param name="bucket">The lake's bucket.</param>
    public InputMap<string> Parameters(Output<string> bucket)
    {
        var parameters = new InputMap<string>
        {
            { "classification", "parquet" },
            { "EXTERNAL", "TRUE" },
            { "projection.enabled", "true" },
            { "storage.location.template", Output.Format($"s3://{bucket}/{Folder}") },
        };
        foreach (var (name, first, last, digits) in Columns)
        {
            parameters.Add($"projection.{name}.type", "integer");
            parameters.Add($"projection.{name}.range", string.Create(CultureInfo.InvariantCulture, $"{first},{last}"));
            parameters.Add($"projection.{name}.digits", digits.ToString(CultureInfo.InvariantCulture));
        }

        return parameters;
    }

    private static Projection Of(string prefix, (string Name, int First, int Last, int Digits)[] columns) =>
        new(columns, prefix + string.Concat(columns.Select(column => $"{column.Name}=${{{column.Name}}}/")));
}
