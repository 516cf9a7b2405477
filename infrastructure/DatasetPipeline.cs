using Datalake.Datasets;
using Pulumi.Aws.Glue;
using Pulumi.Aws.Kinesis;
using Pulumi.Aws.Sns;

namespace Datalake.Infrastructure;

/// <summary>What a dataset gets: its tables, delivery stream, topics and the function that structures it.</summary>
internal sealed class DatasetPipeline
{
    /// <summary>Declares it.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="rawTopic">The topic that announces its arrivals.</param>
    /// <param name="parts">What the whole stack shares.</param>
    public DatasetPipeline(DatasetContract dataset, Topic rawTopic, StackParts parts)
    {
        Dataset = dataset;
        RawTopic = rawTopic;
        var staged = parts.Catalog.StagedTable(dataset);
        Consumable = parts.Catalog.ConsumableTable(dataset);
        View = parts.Catalog.CurrentView(dataset, Consumable);
        parts.Catalog.Crawlers(dataset);
        Stream = Delivery.Stream(parts.Context, dataset, parts.Storage.Lake, parts.Encryption, staged);
        StructuredTopic = parts.Notifications.Structured(dataset);
        Structure = parts.Functions.Structure(dataset);
        Notifications.Subscribe($"structure-{dataset.Name}", Structure, [(dataset, rawTopic)]);
    }

    /// <summary>The dataset.</summary>
    public DatasetContract Dataset { get; }

    /// <summary>Announces its arrivals.</summary>
    public Topic RawTopic { get; }

    /// <summary>Announces its structured objects.</summary>
    public Topic StructuredTopic { get; }

    /// <summary>Structures its arrivals.</summary>
    public LakeFunction Structure { get; }

    /// <summary>Writes its stage files.</summary>
    public FirehoseDeliveryStream Stream { get; }

    /// <summary>The table over its consumable files.</summary>
    public CatalogTable Consumable { get; }

    /// <summary>The view of its latest versions.</summary>
    public CatalogTable View { get; }
}
