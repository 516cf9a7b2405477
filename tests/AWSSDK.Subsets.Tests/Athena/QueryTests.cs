using Amazon.Athena;
using Amazon.Athena.Model;
using AWSSDK.Subsets.Tests.Answering;

namespace AWSSDK.Subsets.Tests.Athena;

public sealed class QueryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_come_in_pages_with_their_columns()
    {
        const string Columns =
            """{"ColumnInfo":[{"Name":"orderid","Label":"orderid","Type":"varchar","Precision":2147483647,"Nullable":"UNKNOWN","CaseSensitive":true},{"Name":"value","Type":"bigint"}]}""";
        await using var server = await AnsweringServer.StartAsync(
            Answers.Json(
                $$$"""{"NextToken":"2","UpdateCount":0,"ResultSet":{"ResultSetMetadata":{{{Columns}}},"Rows":[{"Data":[{"VarCharValue":"orderid"},{"VarCharValue":"value"}]},{"Data":[{"VarCharValue":"1"},{}]}]}}"""
            ),
            Answers.Json("""{"ResultSet":{"Rows":[{"Data":[{"VarCharValue":"é"},{"VarCharValue":"7"}]}]}}"""));
        using var client = Client(server);

        var rows = new List<Row>();
        var request = new GetQueryResultsRequest { QueryExecutionId = "q", MaxResults = 2 };
        GetQueryResultsResponse page;
        do
        {
            page = await client.GetQueryResultsAsync(request, Cancellation);
            rows.AddRange(page.ResultSet.Rows);
            if (request.NextToken is null)
            {
                Assert.Equal(["orderid", "value"], page.ResultSet.ResultSetMetadata.ColumnInfo.Select(column => column.Name));
                Assert.Equal(ColumnNullable.UNKNOWN, page.ResultSet.ResultSetMetadata.ColumnInfo[0].Nullable);
            }

            request.NextToken = page.NextToken;
        }
        while (page.NextToken is not null);

        Assert.Equal(["orderid|value", "1|", "é|7"], rows.Select(row => string.Join('|', row.Data.Select(datum => datum.VarCharValue))));
        Assert.Null(rows[1].Data[1].VarCharValue);
        Assert.Equal("""{"QueryExecutionId":"q","MaxResults":2}""", server.Seen[0].Text);
        Assert.Equal("2", server.Seen[1].Json["NextToken"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_token_that_makes_a_repeat_harmless_stays_for_retries_and_changes_for_calls()
    {
        await using var server = await AnsweringServer.StartAsync(
            Answers.Error(500, "InternalServerException"), Answers.Json("""{"QueryExecutionId":"q"}"""));
        using var client = Client(server);
        var request = new StartQueryExecutionRequest { QueryString = "SELECT 1" };

        await client.StartQueryExecutionAsync(request, Cancellation);
        await client.StartQueryExecutionAsync(request, Cancellation);
        await client.StartQueryExecutionAsync(
            new StartQueryExecutionRequest { QueryString = "SELECT 1", ClientRequestToken = "mine" }, Cancellation);

        var tokens = server.Seen.Select(seen => seen.Json["ClientRequestToken"]!.GetValue<string>()).ToList();
        Assert.Equal(4, tokens.Count);
        Assert.Equal(tokens[0], tokens[1]);
        Assert.NotEqual(tokens[1], tokens[2]);
        Assert.InRange(tokens[0].Length, 32, 128);
        Assert.Equal("mine", tokens[3]);
        Assert.Null(request.ClientRequestToken);
    }

    [Fact]
    public async Task A_query_that_failed_says_why_and_what_it_cost()
    {
        await using var server = await AnsweringServer.StartAsync(Answers.Json(
            """
            {"QueryExecution":{"QueryExecutionId":"q","StatementType":"DML","SubstatementType":"SELECT","WorkGroup":"datalake",
                 "Status":{"State":"FAILED","StateChangeReason":"TABLE_NOT_FOUND","SubmissionDateTime":1795165805.5,"CompletionDateTime":1795165806.75,
             "AthenaError":{"ErrorCategory":2,"ErrorType":1003,"Retryable":false,"ErrorMessage":"TABLE_NOT_FOUND"}},
                 "Statistics":{"DataScannedInBytes":5368709120,"TotalExecutionTimeInMillis":1250,"ResultReuseInformation":{"ReusedPreviousResult":false}}}}
            """));
        using var client = Client(server);

        var query = (
            await client.GetQueryExecutionAsync(new GetQueryExecutionRequest { QueryExecutionId = "q" }, Cancellation)).QueryExecution;

        Assert.Equal((QueryExecutionState.FAILED, StatementType.DML), (query.Status.State, query.StatementType));
        Assert.Equal(
            (2, 1003, false),
            (query.Status.AthenaError.ErrorCategory, query.Status.AthenaError.ErrorType, query.Status.AthenaError.Retryable)
        );
        Assert.Equal(TimeSpan.FromMilliseconds(1_250), query.Status.CompletionDateTime - query.Status.SubmissionDateTime);
        Assert.Equal(5_368_709_120, query.Statistics.DataScannedInBytes);
        Assert.False(query.Statistics.ResultReuseInformation.ReusedPreviousResult);
    }

    private static AmazonAthenaClient Client(AnsweringServer server) =>
        new(AnsweringServer.Credentials, server.Config(new AmazonAthenaConfig()));
}
