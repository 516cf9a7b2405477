using Datalake.Tables.Delta;
using Parquet;
using Parquet.Schema;

namespace Datalake.Embedded.Checkpoints;

/// <summary>A column of a checkpoint that is being written.</summary>
internal abstract class CheckpointColumn
{
    /// <summary>Writes the column.</summary>
    public abstract Task WriteAsync(
        ParquetRowGroupWriter group, IReadOnlyCollection<TableAction> actions, CancellationToken cancellationToken);
}

/// <summary>A column of the struct of one kind of action; in the rows of other actions it is null.</summary>
internal sealed class CheckpointColumn<TAction, T>(DataField field, int depth, Action<TAction, CheckpointLevels<T>> add) : CheckpointColumn
    where TAction : TableAction
    where T : struct
{
    public override async Task WriteAsync(
        ParquetRowGroupWriter group, IReadOnlyCollection<TableAction> actions, CancellationToken cancellationToken)
    {
        var levels = new CheckpointLevels<T>(field, depth);
        foreach (var action in actions)
        {
            if (action is TAction own) add(own, levels);
            else levels.AddMissing();
        }

        await levels.WriteAsync(group, cancellationToken);
    }
}
