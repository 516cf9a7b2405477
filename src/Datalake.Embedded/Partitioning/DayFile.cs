using Datalake.Embedded.Parquet.Reading;

namespace Datalake.Embedded.Partitioning;

/// <summary>A file of the consumable table that is to be written.</summary>
/// <param name="Day">The change date of its rows.</param>
/// <param name="Number">Its number within the day, from 0.</param>
/// <param name="Runs">Its rows in their order.</param>
internal sealed record DayFile(DateOnly Day, int Number, List<RowRun> Runs)
{
    /// <summary>Rows in the file.</summary>
    public long Rows => Runs.Sum(run => (long)run.Count);

    /// <summary>Files of about one size with the same rows.</summary>
    /// <param name="limit">Rows that a file may have; 1 or more.</param>
    public IEnumerable<DayFile> Split(long limit)
    {
        var rows = Rows;
        var files = (rows + limit - 1) / limit;
        var file = new DayFile(Day, 0, []);
        var taken = 0L;
        foreach (var run in Runs)
        {
            for (var rest = run; rest.Count > 0;)
            {
                var end = rows * (file.Number + 1) / files;
                var count = (int)Math.Min(rest.Count, end - taken);
                file.Runs.Add(rest with { Count = count });
                rest = rest with { First = rest.First + count, Count = rest.Count - count };
                taken += count;
                if (taken < end) continue;
                yield return file;
                file = new DayFile(Day, file.Number + 1, []);
            }
        }
    }
}
