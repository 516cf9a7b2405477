using System.Diagnostics;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Views;
using Datalake.Server.Hosting;
using Datalake.Server.Querying;

namespace Datalake.Page.Queries;

/// <summary>Runs the queries of the page: by the readers and within the limits that <c>POST /v1/query</c> has.</summary>
/// <param name="lake">The lake.</param>
/// <param name="options">What the server serves.</param>
internal sealed class PageQueries(ServerLake lake, ServerOptions options)
{
    /// <summary>The tables that queries can read.</summary>
    public IReadOnlyList<LakeTable> Tables => LakeReader.TablesOf(lake.Live.Catalog);

    /// <summary>The views, as their files are now.</summary>
    public LakeViewSet Views => LakeViewSet.Load(options.Lake.Datasets, lake.Live.Catalog);

    /// <summary>Runs a query and keeps its first rows.</summary>
    /// <param name="sql">One statement that only reads.</param>
    /// <param name="rows">How many rows are kept; the others are not read.</param>
    /// <param name="cancellationToken">A token to cancel the query.</param>
    /// <param name="asOf">The versions to read; null for the newest.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="Datalake.Server.Problems.ProblemException">It ran longer than a query may.</exception>
    public async Task<QueryResult> RunAsync(string sql, int rows, CancellationToken cancellationToken, AsOf? asOf = null)
    {
        var limits = options.Settings.Limits;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(limits.QueryTime);
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var rental = await lake.Readers.RentAsync(stop.Token);
            return await Task.Run(() => Read(rental.Reader, sql, asOf, Math.Min(rows, limits.QueryRows), started, stop.Token), stop.Token);
        }
        catch (Exception ended) when (stop.IsCancellationRequested && PageProblem.IsInterrupt(ended))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw QueryProblems.TooLong(limits, ended);
        }
    }

    private static QueryResult Read(LakeReader reader, string sql, AsOf? asOf, int limit, long started, CancellationToken cancellationToken)
    {
        using var rows = reader.Query(sql, cancellationToken, asOf);
        var kept = new List<object?[]>();
        var isCut = false;
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isCut = kept.Count == limit) break;
            var values = new object?[rows.Columns.Count];
            for (var i = 0; i < values.Length; i++) values[i] = rows.GetValue(i);
            kept.Add(values);
        }

        return new QueryResult([.. rows.Columns.Select(column => column.Name)], kept, isCut, Stopwatch.GetElapsedTime(started));
    }
}
