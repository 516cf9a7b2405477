using Datalake.Datasets;
using Datalake.Infrastructure.Policies;
using Datalake.Storage;
using Datalake.Tables;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Glue;
using Pulumi.Aws.Kinesis;
using Pulumi.Aws.Kinesis.Inputs;

namespace Datalake.Infrastructure;

/// <summary>Delivery streams, which write stage files.</summary>
internal static class Delivery
{
    private static readonly string Hour = string.Concat(
        TableSchema.IngestionHour.Select(column => column.Folder($"!{{timestamp:{column.Format}}}")));

    /// <summary>Where a stream puts what it cannot convert: beside the quarantine's own entries, in Firehose's form.</summary>
    /// <param name="dataset">The dataset.</param>
    public static string ErrorPrefix(DatasetContract dataset) => LakeKeys.Quarantine(dataset.Name) + "delivery/";

    /// <summary>Declares the stream of a dataset.</summary>
    /// <param name="context">The stack.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="lake">The lake's bucket.</param>
    /// <param name="encryption">How it is encrypted.</param>
    /// <param name="table">The staged table, whose columns the files get.</param>
    public static FirehoseDeliveryStream Stream(
        LakeContext context, DatasetContract dataset, LakeBucket lake, Encryption encryption, CatalogTable table)
    {
        var settings = context.Plan.Settings;
        var name = context.Plan.Names.DeliveryStream(dataset);
        var id = $"delivery-{dataset.Name}";
        var log = new LogGroup(
            id, new LogGroupArgs { Name = $"/aws/kinesisfirehose/{name}", RetentionInDays = settings.Retention.LogDays });
        var logStream = new LogStream(id, new LogStreamArgs { Name = "S3Delivery", LogGroupName = log.Name });
        var (role, policy) = Roles.Create(
            id, "firehose-trust.json", new Placeholders { { "AccountId", context.Account } },
            "delivery-stream.json", new Placeholders(context.Scope())
            {
                { "LakeBucketArn", lake.Arn },
                { "Dataset", dataset.Name },
                { "Database", table.DatabaseName },
                { "RawTable", table.Name },
                { "LogGroupArn", log.Arn },
            });
        encryption.Grant(id, role);
        return new FirehoseDeliveryStream(
            id,
            new FirehoseDeliveryStreamArgs
            {
                Name = name,
                Destination = "extended_s3",
                ServerSideEncryption = new FirehoseDeliveryStreamServerSideEncryptionArgs { Enabled = true, KeyType = "AWS_OWNED_CMK" },
                ExtendedS3Configuration = new FirehoseDeliveryStreamExtendedS3ConfigurationArgs
                {
                    RoleArn = role.Arn,
                    BucketArn = lake.Arn,
                    BufferingSize = settings.Delivery.BufferMiB,
                    BufferingInterval = settings.Delivery.IntervalSeconds,
                    Prefix = LakeKeys.Stage(dataset.Name) + Hour,
                    ErrorOutputPrefix =
                        ErrorPrefix(dataset) + "!{firehose:error-output-type}/!{timestamp:yyyy}/!{timestamp:MM}/!{timestamp:dd}/",
                    CustomTimeZone = "UTC",
                    CompressionFormat = "UNCOMPRESSED",
                    CloudwatchLoggingOptions = new FirehoseDeliveryStreamExtendedS3ConfigurationCloudwatchLoggingOptionsArgs
                    {
                        Enabled = true, LogGroupName = log.Name, LogStreamName = logStream.Name,
                    },
                    DataFormatConversionConfiguration = ParquetConversion.Of(dataset, table, role.Arn),
                },
            },
            new CustomResourceOptions { DependsOn = lake.Guards.Append(policy).ToArray() });
    }
}
