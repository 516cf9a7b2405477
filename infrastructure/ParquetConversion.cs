using Datalake.Datasets;
using Pulumi;
using Pulumi.Aws.Glue;
using Conversion = Pulumi.Aws.Kinesis.Inputs.FirehoseDeliveryStreamExtendedS3ConfigurationDataFormatConversionConfigurationArgs;
using Deserializer = Pulumi.Aws.Kinesis.Inputs.FirehoseDeliveryStreamExtendedS3ConfigurationDataFormatConversionConfigurationInputFormatConfigurationDeserializerArgs;
using HiveJson = Pulumi.Aws.Kinesis.Inputs.FirehoseDeliveryStreamExtendedS3ConfigurationDataFormatConversionConfigurationInputFormatConfigurationDeserializerHiveJsonSerDeArgs;
using InputFormat = Pulumi.Aws.Kinesis.Inputs.FirehoseDeliveryStreamExtendedS3ConfigurationDataFormatConversionConfigurationInputFormatConfigurationArgs;
using OpenXJson = Pulumi.Aws.Kinesis.Inputs.FirehoseDeliveryStreamExtendedS3ConfigurationDataFormatConversionConfigurationInputFormatConfigurationDeserializerOpenXJsonSerDeArgs;
using OutputFormat = Pulumi.Aws.Kinesis.Inputs.FirehoseDeliveryStreamExtendedS3ConfigurationDataFormatConversionConfigurationOutputFormatConfigurationArgs;
using Parquet = Pulumi.Aws.Kinesis.Inputs.FirehoseDeliveryStreamExtendedS3ConfigurationDataFormatConversionConfigurationOutputFormatConfigurationSerializerParquetSerDeArgs;
using Schema = Pulumi.Aws.Kinesis.Inputs.FirehoseDeliveryStreamExtendedS3ConfigurationDataFormatConversionConfigurationSchemaConfigurationArgs;
using Serializer = Pulumi.Aws.Kinesis.Inputs.FirehoseDeliveryStreamExtendedS3ConfigurationDataFormatConversionConfigurationOutputFormatConfigurationSerializerArgs;

namespace Datalake.Infrastructure;

/// <summary>How a delivery stream reads conformed JSON and writes Parquet.</summary>
internal static class ParquetConversion
{
    /// <summary>The conversion to a table's columns.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="table">The table.</param>
    /// <param name="role">Who reads the table.</param>
    public static Conversion Of(DatasetContract dataset, CatalogTable table, Output<string> role) => new()
    {
        InputFormatConfiguration = new InputFormat { Deserializer = Reader(dataset) },
            OutputFormatConfiguration = new OutputFormat
            {
                Serializer = new Serializer { ParquetSerDe = new Parquet { Compression = "SNAPPY" } },
            },
            SchemaConfiguration = new Schema
            {
                DatabaseName = table.DatabaseName,
                TableName = table.Name,
                RoleArn = role,
                VersionId = "LATEST",
            },
    };

    /// <summary>True when the Hive reader cannot read the type: it takes a map's values apart only when they are text or structs.</summary>
    /// <param name="type">The type.</param>
    internal static bool NeedsOpenX(HiveType type) => type switch
    {
        MapType { Value: PrimitiveType { Kind: PrimitiveKind.String } } => false,
        MapType { Value: StructType row } => NeedsOpenX(row),
        MapType => true,
        ArrayType list => NeedsOpenX(list.Element),
        StructType row => row.Fields.Any(field => NeedsOpenX(field.Type)),
        _ => false,
    };

    // Of the two readers only Hive's has decimals and dates, and keeps the digits of a decimal. Both read timestamps as conforming writes
    // them (yyyy-MM-dd HH:mm:ss.ffffff), Hive's when no format is given. OpenX would put map keys in lower case by default.
    private static Deserializer Reader(DatasetContract dataset) => dataset.Columns.Any(column => NeedsOpenX(column.Type))
        ? new Deserializer { OpenXJsonSerDe = new OpenXJson { CaseInsensitive = false } }
        : new Deserializer { HiveJsonSerDe = new HiveJson() };
}
