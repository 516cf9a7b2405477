using Datalake.Tables.Delta;
using Datalake.Tables.Delta.Log;

namespace Datalake.Tests.Tables.Delta;

/// <summary>Checkpoints as JSON, for tests of what is independent of their format.</summary>
internal sealed class JsonCheckpointFormat : ICheckpointFormat
{
    public async ValueTask<IReadOnlyList<TableAction>> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        return ActionReader.Read(bytes.ToArray(), "the checkpoint");
    }

    public async ValueTask WriteAsync(IReadOnlyCollection<TableAction> actions, Stream content, CancellationToken cancellationToken) =>
        await content.WriteAsync(ActionWriter.Write(actions), cancellationToken);
}
