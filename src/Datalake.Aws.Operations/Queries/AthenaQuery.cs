using System.Runtime.CompilerServices;
using Amazon.Athena;
using Amazon.Athena.Model;
using Amazon.Runtime;

namespace Datalake.Aws.Operations.Queries;

/// <summary>Runs queries in the stack's workgroup, which says where results go and how much a query may scan.</summary>
/// <param name="athena">The client.</param>
/// <param name="workgroup">The workgroup.</param>
/// <param name="time">Waits between looks.</param>
public sealed class AthenaQuery(IAmazonAthena athena, string workgroup, TimeProvider time)
{
    /// <summary>The maximum number of rows of a page (Athena API Reference, "GetQueryResults").</summary>
    private const int RowsOfPage = 1000;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    /// <summary>Starts a query and waits until it is done. When it is cancelled, the query is stopped in Athena too.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="database">The database of names without one; null for Athena's own.</param>
    /// <param name="progress">Receives the state of the query each time it is polled; may be null.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>Its last progress, which has its id.</returns>
    /// <exception cref="OperationException">Athena refused the query, or it failed; the message is Athena's.</exception>
    public async Task<AthenaProgress> RunAsync(
        string sql, string? database, IProgress<AthenaProgress>? progress, CancellationToken cancellationToken)
    {
        var id = await StartAsync(sql, database, cancellationToken);
        try
        {
            return await WaitAsync(id, progress, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await StopAsync(id);
            throw;
        }
    }

    /// <summary>Reads the rows of a query that is done, a page at a time.</summary>
    /// <param name="id">The query's id.</param>
    /// <param name="columns">Receives the columns before the first row.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationException">Athena does not give them.</exception>
    public async IAsyncEnumerable<IReadOnlyList<object?>> ReadAsync(
        string id, Action<IReadOnlyList<AthenaColumn>> columns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(columns);
        AthenaColumn[]? named = null;
        var request = new GetQueryResultsRequest { QueryExecutionId = id, MaxResults = RowsOfPage };
        do
        {
            var page = await CallAsync("read the results of", () => athena.GetQueryResultsAsync(request, cancellationToken));
            var rows = page.ResultSet?.Rows ?? [];
            var skipped = 0;
            if (named is null)
            {
                named =
                [
                    .. (page.ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).Select(column => new AthenaColumn(
                        column.Name ?? string.Empty, column.Type ?? "varchar")),
                ];
                columns(named);

                // The first row of a query's result is its header; other statements, such as SHOW TABLES, have none.
                if (rows.Count > 0 && IsHeader(rows[0], named)) skipped = 1;
            }

            foreach (var row in rows.Skip(skipped)) yield return Read(row, named);
            request.NextToken = page.NextToken;
        }
        while (!string.IsNullOrEmpty(request.NextToken));
    }

    private async Task<string> StartAsync(string sql, string? database, CancellationToken cancellationToken)
    {
        var request = new StartQueryExecutionRequest
        {
            QueryString = sql,
            WorkGroup = workgroup,
            QueryExecutionContext = database is null ? null : new QueryExecutionContext { Database = database },
        };
        return (await CallAsync("start", () => athena.StartQueryExecutionAsync(request, cancellationToken))).QueryExecutionId;
    }

    private async Task<AthenaProgress> WaitAsync(string id, IProgress<AthenaProgress>? progress, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var wait = FirstWait; ; wait = wait * 1.5 < LongestWait ? wait * 1.5 : LongestWait)
        {
            var execution = (
                await CallAsync(
                    "ask after",
                    () => athena.GetQueryExecutionAsync(new GetQueryExecutionRequest { QueryExecutionId = id }, cancellationToken)
                )
            ).QueryExecution;
            var state = execution?.Status?.State?.Value ?? "UNKNOWN";
            var now = new AthenaProgress(
                id, state, execution?.Statistics?.DataScannedInBytes ?? 0, TimeOf(execution) ?? time.GetElapsedTime(started));
            progress?.Report(now);
            switch (state)
            {
                case "SUCCEEDED":
                    return now;
                case "FAILED":
                    throw Failed(id, execution!.Status!);
                case "CANCELLED":
                    throw new OperationException($"Query {id} was cancelled: {Reason(execution!.Status!) ?? "somebody stopped it"}.");
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private async Task StopAsync(string id)
    {
        try
        {
            await athena.StopQueryExecutionAsync(new StopQueryExecutionRequest { QueryExecutionId = id }, CancellationToken.None);
        }
        catch (Exception failure) when (AwsFailure.IsOne(failure))
        {
            throw new OperationException(
                $"Query {id} could not be stopped and goes on: {AwsFailure.Describe(failure)} Stop it in the Athena console.", failure);
        }
    }

    private static async Task<T> CallAsync<T>(string verb, Func<Task<T>> call)
        where T : AmazonWebServiceResponse
    {
        try
        {
            return await call();
        }
        catch (InvalidRequestException failure)
        {
            throw new OperationException(failure.Message, failure) { IsUsage = true };
        }
        catch (Exception failure) when (AwsFailure.IsOne(failure))
        {
            throw new OperationException($"Cannot {verb} the query: {AwsFailure.Describe(failure)}", failure);
        }
    }

    // Category 2 is a mistake of the caller, 1 one of the system, 3 another (Athena API Reference, "AthenaError").
    private static OperationException Failed(string id, QueryExecutionStatus status) =>
        new($"{Reason(status) ?? "Athena gave no reason."} (query {id})") { IsUsage = status.AthenaError?.ErrorCategory == 2 };

    private static string? Reason(QueryExecutionStatus status) =>
        status.StateChangeReason is { Length: > 0 } reason ? reason
        : status.AthenaError?.ErrorMessage is { Length: > 0 } message ? message
        : null;

    private static TimeSpan? TimeOf(QueryExecution? execution) =>
        execution?.Statistics?.TotalExecutionTimeInMillis is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    private static bool IsHeader(Row row, AthenaColumn[] columns) =>
        (row.Data ?? []).Select(datum => datum?.VarCharValue).SequenceEqual(columns.Select(column => column.Name), StringComparer.Ordinal);

    private static object?[] Read(Row row, AthenaColumn[] columns)
    {
        var values = new object?[columns.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = i < row.Data?.Count ? AthenaValue.Of(row.Data[i]?.VarCharValue, columns[i].Type) : null;
        return values;
    }
}
