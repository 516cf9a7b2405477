using Datalake.Infrastructure.Plan;

namespace Datalake.Infrastructure;

/// <summary>The whole stack.</summary>
internal static class LakeStack
{
    /// <summary>Declares it.</summary>
    /// <param name="plan">What is deployed, checked.</param>
    /// <returns>The stack's outputs.</returns>
    public static IDictionary<string, object?> Declare(LakePlan plan)
    {
        var context = new LakeContext(plan);
        var parts = StackParts.Create(context);
        var pipelines = plan.RawBuckets
            .SelectMany(parts.Notifications.Raw)
            .Select(raw => new DatasetPipeline(raw.Dataset, raw.Topic, parts))
            .OrderBy(pipeline => pipeline.Dataset.Name, StringComparer.Ordinal)
            .ToArray();
        foreach (var view in plan.Views)
        {
            var read = pipelines.Where(pipeline => view.Reads.Contains(pipeline.Dataset.Name, StringComparer.Ordinal));
            parts.Catalog.View(view, read.SelectMany(pipeline => new[] { pipeline.Consumable, pipeline.View }));
        }

        var deliver = parts.Functions.Deliver([.. pipelines.Select(pipeline => (pipeline.Dataset, pipeline.Stream))]);
        Notifications.Subscribe("deliver", deliver, [.. pipelines.Select(pipeline => (pipeline.Dataset, pipeline.StructuredTopic))]);
        parts.Notifications.NotifyStructured();

        var partition = parts.Functions.Partition(new Cluster(context, parts.Storage.Lake, parts.Encryption));
        new Schedule(context, partition).Create();

        var workgroup = Consumers.Create(context, parts.Storage.Lake, parts.Encryption, pipelines);
        Observability.Create(context, pipelines, deliver, partition);
        StackDescription.Upload(parts, pipelines, deliver, partition, workgroup);

        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["lakeBucket"] = parts.Storage.Lake.Name,
            ["workgroup"] = workgroup.Name,
            ["rawBuckets"] = pipelines.ToDictionary(
                pipeline => pipeline.Dataset.Name,
                pipeline => (object?)parts.Storage.Raw(plan.RawBucketOf(pipeline.Dataset)).Name,
                StringComparer.Ordinal
            ),
        };
    }
}
