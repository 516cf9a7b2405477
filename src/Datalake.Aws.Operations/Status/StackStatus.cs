using Datalake.Aws.Operations.Stacks;
using Datalake.Aws.Storage;
using Datalake.Tables;
using Datalake.Tables.Delta;

namespace Datalake.Aws.Operations.Status;

/// <summary>Looks at all parts of a stack. What is missing, or may not be looked at, is shown as such and does not hide the rest.</summary>
public static class StackStatus
{
    /// <summary>Looks.</summary>
    /// <param name="clients">The clients.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="checkpoints">Reads the checkpoints of tables.</param>
    /// <param name="time">Says which hours are over.</param>
    /// <param name="progress">Receives the name of what is looked at; may be null.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async Task<IReadOnlyList<StatusItem>> ReadAsync(
        StackClients clients,
        DeployedStack stack,
        ICheckpointFormat checkpoints,
        TimeProvider time,
        IProgress<string>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clients);
        ArgumentNullException.ThrowIfNull(stack);
        var lake = new S3ObjectStore(clients.S3, stack.Description.LakeBucket);
        var hours = new HourStatus(lake, stack.Catalog, time);
        var streams = new DeliveryStreamStatusReader(clients.Firehose);
        var tables = new TableStatus(clients.Glue);
        var items = new List<StatusItem>();
        foreach (var (name, names) in stack.Description.Datasets.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var (contract, _) = stack.Require(name);
            progress?.Report($"hours and table of {name}");
            items.AddRange(await new ConsumableStatus(lake, name, checkpoints, time)
                .ReadAsync(() => hours.ReadAsync(name, cancellationToken), cancellationToken));
            progress?.Report($"delivery stream and catalog of {name}");
            items.Add(await streams.ReadAsync(name, names.DeliveryStream, cancellationToken));
            items.Add(await tables.ReadAsync(name, names.Database, "raw_table", TableSchema.Staged(contract), isDelta: false, cancellationToken));
            items.Add(await tables.ReadAsync(name, names.Database, "table", TableSchema.Consumable(contract), isDelta: true, cancellationToken));
        }

        progress?.Report("quarantine");
        items.AddRange(await QuarantineStatus.ReadAsync(lake, stack.Description, cancellationToken));
        progress?.Report("dead letters");
        items.AddRange(await new DeadLetterStatus(clients.Sqs).ReadAsync(stack.Description, cancellationToken));
        progress?.Report("runs");
        items.AddRange(await new RunStatus(lake, clients.Emr).ReadAsync(cancellationToken));
        return items;
    }
}
