using System.Collections.Concurrent;
using System.Globalization;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Parquet;
using Datalake.Embedded.Parquet.Reading;

namespace Datalake.Embedded.Partitioning;

/// <summary>
/// Writes the files of change dates from rows of stage files. A stage file that another program wrote in a form that is not the table's is
/// written anew by the engine first, row by row in its order.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="dataset">The dataset.</param>
/// <param name="stage">The stage files, which runs of rows number.</param>
/// <param name="folder">A folder for files that are written anew.</param>
internal sealed class DayFileWriter(DuckDbEngine engine, DatasetContract dataset, IReadOnlyList<TableFile> stage, string folder)
{
    // Decoded values that a worker keeps: those of a row group with many change dates.
    private const long KeptBytes = 32L << 20;

    // Chunks that the footers of open files may have together; of each, some hundred bytes are known.
    private const int KeptChunks = 400_000;

    private readonly RowSize size = RowSize.Of(stage);
    private readonly ParquetSchema schema = ParquetSchema.Of(dataset);
    private readonly ConcurrentDictionary<int, Lazy<ParquetSource>> sources = new();
    private readonly ConcurrentDictionary<int, Lazy<string>> rewritten = new();
    private int chunks;

    /// <summary>Writes files, as many at a time as there are processors.</summary>
    /// <param name="files">The files.</param>
    /// <param name="target">The path of a file.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="EngineException">A stage file cannot be read.</exception>
    public void Write(IReadOnlyList<DayFile> files, Func<DayFile, string> target, CancellationToken cancellationToken)
    {
        try
        {
            Parallel.ForEach(
                Partitioner.Create(files, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = engine.Threads, CancellationToken = cancellationToken },
                () => new RowCopier(schema, size.RowsOfGroup, KeptBytes),
                (file, _, copier) =>
                {
                    var path = target(file);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    copier.Write(file.Runs, SourceOf, path, cancellationToken);
                    return copier;
                },
                copier => copier.Dispose());
        }
        catch (AggregateException failures) when (failures.InnerExceptions.Count > 0)
        {
            var first = failures.InnerExceptions[0];
            if (first is InvalidDataException) throw new EngineException(first.Message, first);
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }
    }

    private ParquetSource SourceOf(int number)
    {
        if (Volatile.Read(ref chunks) > KeptChunks)
        {
            sources.Clear();
            Volatile.Write(ref chunks, 0);
        }

        return sources.GetOrAdd(number, file => new Lazy<ParquetSource>(() => Open(file))).Value;
    }

    private ParquetSource Open(int number)
    {
        var file = stage[number];
        var source = file.IsStored && !rewritten.ContainsKey(number) ? Open(file.Path) : null;
        if (source is not { CanCopy: true })
        {
            var path = rewritten.GetOrAdd(number, _ => new Lazy<string>(() => Rewrite(file, number))).Value;
            source = Open(path);
        }

        if (source is not { CanCopy: true })
            throw new EngineException($"{file.Path}: the engine did not write its columns as the contract has them. This is a defect, please report it.");
        Interlocked.Add(ref chunks, source.Footer.Groups.Count * source.Footer.Leaves.Count);
        return source;
    }

    private ParquetSource? Open(string path) => ParquetSource.Of(path, ParquetFooter.Read(path), schema);

    private string Rewrite(TableFile file, int number)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number}.parquet"));
        using var connection = engine.OpenOrdered();
        DuckDbEngine.Run(connection, ParquetCopy.Statement($"SELECT {file.Select(dataset)} FROM {file.Source}", path, size.RowsOfGroup));
        return path;
    }
}
