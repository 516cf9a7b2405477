namespace Datalake.Infrastructure.Settings;

/// <summary>What the user decides of a stack, besides the datasets. <c>Pulumi.dev.yaml.example</c> describes each setting.</summary>
/// <param name="Datasets">The datasets to deploy; none stands for all.</param>
/// <param name="Names">How resources are named.</param>
/// <param name="RawBuckets">Where arrivals come, by dataset; a dataset that is not there gets a bucket of its own.</param>
/// <param name="ProtectData">True: a deployment that would delete a bucket fails.</param>
/// <param name="Encryption">How the buckets are encrypted.</param>
/// <param name="Functions">The functions.</param>
/// <param name="Delivery">The delivery streams.</param>
/// <param name="Schedule">When hours are partitioned: an EventBridge cron expression, UTC.</param>
/// <param name="Cluster">The cluster that does it.</param>
/// <param name="Retention">How long things are kept.</param>
/// <param name="Tables">The tables.</param>
/// <param name="Alarms">The alarms.</param>
internal sealed record StackSettings(
    IReadOnlyList<string> Datasets,
    NameSettings Names,
    IReadOnlyDictionary<string, RawBucketSetting> RawBuckets,
    bool ProtectData,
    EncryptionSettings Encryption,
    FunctionSettings Functions,
    DeliverySettings Delivery,
    string Schedule,
    ClusterSettings Cluster,
    RetentionSettings Retention,
    TableSettings Tables,
    AlarmSettings Alarms)
{
    /// <summary>Reads all settings; what is wrong is reported to the reader.</summary>
    /// <param name="reader">Gives the settings.</param>
    /// <param name="stack">The stack's name.</param>
    public static StackSettings Read(SettingsReader reader, string stack)
    {
        var retention = RetentionSettings.Read(reader);
        return new StackSettings(
            reader.List("datasets", "", _ => true, ""),
            NameSettings.Read(reader, stack),
            RawBucketSetting.ReadAll(reader),
            reader.Choice("protectData", ("true", true), ("false", false)),
            EncryptionSettings.Read(reader),
            FunctionSettings.Read(reader),
            DeliverySettings.Read(reader),
            reader.Text("schedule", "cron(10 * * * ? *)", CronExpression.IsValid, CronExpression.Form),
            ClusterSettings.Read(reader),
            retention,
            TableSettings.Read(reader, retention.StageDays),
            AlarmSettings.Read(reader));
    }
}
