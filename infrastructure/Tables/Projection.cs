using System.Globalization;
using Datalake.Infrastructure.Settings;
using Datalake.Storage;
using Datalake.Tables;
using Pulumi;
using Pulumi.Aws.Glue.Inputs;

namespace Datalake.Infrastructure.Tables;

/// <summary>
/// The partitions of a table as Athena works them out: which columns, which values, which folder. No partition is ever registered, so none
/// can be missing.
/// </summary>
/// <param name="Columns">The partition columns.</param>
/// <param name="Years">The first and the last year.</param>
/// <param name="Folder">The table's folder below the bucket, ending with <c>/</c>.</param>
internal sealed record Projection(IReadOnlyList<PartitionColumn> Columns, YearRange Years, string Folder)
{
    /// <summary>Of a staged table: a partition an ingestion hour.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="years">The years.</param>
    public static Projection Staged(string dataset, YearRange years) => new(TableSchema.IngestionHour, years, LakeKeys.Stage(dataset));

    /// <summary>
    /// Of a consumable table: a partition a change date. Its folder holds a folder for each ingestion hour that brought something, which
    /// Athena reads along; as a partition column these hours would make every day as many partitions as there are hours.
    /// </summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="years">The years.</param>
    public static Projection Consumable(string dataset, YearRange years) =>
        new(TableSchema.ChangeDate, years, LakeKeys.Consumable(dataset));

    /// <summary>The partition columns as a table declares them.</summary>
    public CatalogTablePartitionKeyArgs[] Keys() =>
        Columns.Select(column => new CatalogTablePartitionKeyArgs { Name = column.Name, Type = column.Type.ToString() }).ToArray();

    /// <summary>The table's parameters.</summary>
    /// <param name="bucket">The lake's bucket.</param>
    public InputMap<string> Parameters(Output<string> bucket)
    {
        var values = string.Concat(Columns.Select(column => column.Folder($"${{{column.Name}}}")));
        var parameters = new InputMap<string>
        {
            { "classification", "parquet" },
            { "EXTERNAL", "TRUE" },
            { "projection.enabled", "true" },
            { "storage.location.template", Output.Format($"s3://{bucket}/{Folder + values}") },
        };
        foreach (var column in Columns)
        {
            parameters.Add($"projection.{column.Name}.type", "integer");
            parameters.Add($"projection.{column.Name}.range", RangeOf(column));
            parameters.Add($"projection.{column.Name}.digits", column.Format.Length.ToString(CultureInfo.InvariantCulture));
        }

        return parameters;
    }

    private string RangeOf(PartitionColumn column) => column.Format switch
    {
        "yyyy" => string.Create(CultureInfo.InvariantCulture, $"{Years.First},{Years.Last}"),
        "MM" => "1,12",
        "dd" => "1,31",
        "HH" => "0,23",
        _ => throw new InvalidOperationException($"The values of the partition column {column.Name} cannot be counted."),
    };
}
