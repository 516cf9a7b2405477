namespace Datalake.Embedded.Parquet.Reading;

/// <summary>
/// Writes rows of Parquet files into others without making rows of them: column by column, the levels and values of each. Memory is that
/// of a row group that is written and of what <see cref="ChunkCache"/> keeps. Not for two threads at once.
/// </summary>
/// <param name="schema">The columns of the files that are written.</param>
/// <param name="rowGroup">Rows of a row group.</param>
/// <param name="cacheBytes">Bytes of decoded values to keep.</param>
internal sealed class RowCopier(ParquetSchema schema, int rowGroup, long cacheBytes) : IDisposable
{
    private readonly IReadOnlyList<ParquetColumn> columns = ParquetFile.ColumnsOf(schema);
    private readonly ChunkCache cache = new(cacheBytes);
    private readonly List<Part> parts = [];

    /// <summary>Writes a file.</summary>
    /// <param name="rows">The rows in their order.</param>
    /// <param name="sourceOf">The file of a <see cref="RowRun"/>; its <see cref="ParquetSource.CanCopy"/> is true.</param>
    /// <param name="target">The path of the new file.</param>
    /// <param name="cancellationToken">A token to cancel the operation, looked at between row groups.</param>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public void Write(IEnumerable<RowRun> rows, Func<int, ParquetSource> sourceOf, string target, CancellationToken cancellationToken)
    {
        using var stream = new FileStream(
            target, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 17 });
        using var file = new ParquetFile(stream, schema, columns);
        var count = 0;
        foreach (var run in rows)
        {
            var source = sourceOf(run.File);
            for (var (first, left) = (run.First, run.Count); left > 0;)
            {
                var (group, row) = source.Find(first);
                var taken = (int)Math.Min(Math.Min(left, rowGroup - count), source.Footer.Groups[group].Rows - row);
                parts.Add(new Part(source, group, row, taken));
                (first, left, count) = (first + taken, left - taken, count + taken);
                if (count < rowGroup) continue;
                End(file, count, cancellationToken);
                count = 0;
            }
        }

        End(file, count, cancellationToken);
        file.Finish();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        cache.Dispose();
        foreach (var column in columns) column.Dispose();
    }

    private void End(ParquetFile file, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (var leaf = 0; leaf < columns.Count; leaf++)
        {
            var column = columns[leaf];
            foreach (var part in parts)
            {
                if (part.Source.LeafOf(leaf) is { } own) column.Add(cache.Get(part.Source, part.Group, own), part.Row, part.Count);
                else column.AddNulls(part.Count);
            }
        }

        file.EndRowGroup(count);
        parts.Clear();
    }

    private readonly record struct Part(ParquetSource Source, int Group, int Row, int Count);
}

/// <summary>Rows that lie side by side in a file.</summary>
/// <param name="File">The file's number.</param>
/// <param name="Count">How many rows.</param>
/// <param name="First">The first, from 0.</param>
internal readonly record struct RowRun(int File, int Count, long First);
