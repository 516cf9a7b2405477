using Amazon.Athena;
using Amazon.Athena.Model;
using Datalake.Aws.Testing;

namespace AWSSDK.Subsets.Tests.Athena;

public sealed class AthenaOnMotoTests(MotoFixture moto)
{
    [Fact]
    public async Task A_query_is_started_and_told_of()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var server = await moto.RequireAsync();
        using var client = new AmazonAthenaClient(MotoClients.Credentials, new AmazonAthenaConfig().At(server));

        var started = await client.StartQueryExecutionAsync(
            new StartQueryExecutionRequest
            {
                QueryString = "SELECT 1",
                QueryExecutionContext = new QueryExecutionContext { Database = "checkout" },
                ResultConfiguration = new ResultConfiguration { OutputLocation = "s3://results/" },
            },
            cancellationToken);
        var answer = await client.GetQueryExecutionAsync(
            new GetQueryExecutionRequest { QueryExecutionId = started.QueryExecutionId }, cancellationToken);

        var query = answer.QueryExecution;
        Assert.Equal(
            (started.QueryExecutionId, "SELECT 1", "checkout"),
            (query.QueryExecutionId, query.Query, query.QueryExecutionContext.Database)
        );
        Assert.StartsWith("s3://results/", query.ResultConfiguration.OutputLocation, StringComparison.Ordinal);
        Assert.Contains(
            query.Status.State, new[] { QueryExecutionState.QUEUED, QueryExecutionState.RUNNING, QueryExecutionState.SUCCEEDED });
        Assert.Equal(DateTimeKind.Utc, query.Status.SubmissionDateTime!.Value.Kind);

        await client.StopQueryExecutionAsync(
            new StopQueryExecutionRequest { QueryExecutionId = started.QueryExecutionId }, cancellationToken);
    }
}
