using System.Globalization;
using Datalake.Infrastructure.Settings;
using Datalake.Storage;
using Datalake.Tables;
using Pulumi;

namespace Datalake.Infrastructure.Tables;

/// <summary>
/// The partitions of a staged table, one an ingestion hour, as Athena works them out: which values, which folder. No partition is ever
/// registered, so none can be missing.
/// </summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Years">The first and the last year.</param>
internal sealed record Projection(string Dataset, YearRange Years)
{
    /// <summary>The table's parameters.</summary>
    /// <param name="bucket">The lake's bucket.</param>
    public InputMap<string> Parameters(Output<string> bucket)
    {
        var values = string.Concat(TableSchema.IngestionHour.Select(column => column.Folder($"${{{column.Name}}}")));
        var parameters = new InputMap<string>
        {
            { "classification", "parquet" },
            { "EXTERNAL", "TRUE" },
            { "projection.enabled", "true" },
            { "storage.location.template", Output.Format($"s3://{bucket}/{LakeKeys.Stage(Dataset) + values}") },
        };
        foreach (var column in TableSchema.IngestionHour)
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
