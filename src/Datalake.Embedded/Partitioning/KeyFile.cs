using Datalake.Datasets;
using Datalake.Embedded.Parquet;
using Datalake.Embedded.Parquet.Reading;
using Datalake.Tables;

namespace Datalake.Embedded.Partitioning;

/// <summary>
/// The key columns of stage files in one narrow file, each row with the number of its stage file and its place there: the engine takes
/// milliseconds to open a file of hundreds of columns, and an hour has many. Not for two threads at once.
/// </summary>
internal sealed class KeyFile : IDisposable
{
    /// <summary>The column with the number of a row's stage file.</summary>
    public const string File = "_file";

    /// <summary>The column with a row's position in its stage file, from 0.</summary>
    public const string Row = "_row";

    private const int LargestRowGroup = 122_880;
    private const long RowGroupBytes = 16L << 20;
    private const int PlaceColumns = 2;

    private readonly ParquetSchema keys;
    private readonly ParquetFile target;
    private readonly FileStream stream;
    private readonly ChunkCache chunks = new(0);
    private readonly HashSet<int> copied = [];
    private int rows;

    /// <summary>Begins a file.</summary>
    /// <param name="dataset">The dataset of the stage files.</param>
    /// <param name="path">The file to write.</param>
    public KeyFile(DatasetContract dataset, string path)
    {
        TableColumn[] columns =
        [
            .. dataset.Identity.Concat(dataset.ChangedAt).DistinctBy(column => column.Name, StringComparer.Ordinal)
                .Select(column => new TableColumn(column.Name, column.Type)),
            .. Lineage.Columns.Where(column => column.Name != Lineage.Rescued),
        ];
        keys = new ParquetSchema(columns);
        Path = path;
        stream = new FileStream(
            path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 17 });
        target = new ParquetFile(
            stream,
            new ParquetSchema(
            [
                new TableColumn(File, new PrimitiveType(PrimitiveKind.Int)), new TableColumn(Row, new PrimitiveType(PrimitiveKind.BigInt)),
                .. columns,
            ]));
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>Rows in the file.</summary>
    public long Rows { get; private set; }

    /// <summary>Whether the keys of a stage file are here.</summary>
    public bool Has(int number) => copied.Contains(number);

    /// <summary>Takes the keys of a stage file, if they are stored as the contract has them.</summary>
    /// <param name="number">The number of the stage file.</param>
    /// <param name="path">Its path.</param>
    /// <param name="footer">Its footer.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public void TryAdd(int number, string path, ParquetFooter footer)
    {
        if (ParquetSource.Of(path, footer, keys) is not { CanCopy: true } source) return;
        long first = 0;
        for (var group = 0; group < footer.Groups.Count; group++)
        {
            var count = checked((int)footer.Groups[group].Rows);
            if (count == 0) continue;
            AddPlaces(number, first, count);
            for (var leaf = 0; leaf < keys.Leaves.Count; leaf++)
            {
                var column = target.Columns[PlaceColumns + leaf];
                if (source.LeafOf(leaf) is { } own) column.Add(chunks.Get(source, group, own), 0, count);
                else column.AddNulls(count);
            }

            first += count;
            rows += count;
            if (rows >= LargestRowGroup || target.Columns.Sum(column => column.Bytes) >= RowGroupBytes) EndRowGroup();
        }

        copied.Add(number);
    }

    /// <summary>Finishes the file; the engine can read it then.</summary>
    public void Finish()
    {
        EndRowGroup();
        target.Finish();
        stream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        chunks.Dispose();
        target.Dispose();
        stream.Dispose();
    }

    private void AddPlaces(int number, long first, int count)
    {
        var (file, row) = ((FixedColumn<int>)target.Columns[0], (FixedColumn<long>)target.Columns[1]);
        for (var i = 0; i < count; i++)
        {
            file.Add(number, 0);
            row.Add(first + i, 0);
        }
    }

    private void EndRowGroup()
    {
        target.EndRowGroup(rows);
        Rows += rows;
        rows = 0;
    }
}
