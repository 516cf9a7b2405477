using System.Net;
using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Server.Problems;
using Datalake.Server.Tests.Checking;
using Datalake.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Datalake.Server.Tests.Problems;

public sealed class ProblemTests
{
    [Fact]
    public void Each_kind_has_a_name_of_its_own_and_a_status_of_a_failure()
    {
        Assert.True(ProblemKinds.All.Count > 20);
        Assert.Equal(ProblemKinds.All.Count, ProblemKinds.All.Select(kind => kind.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(ProblemKinds.All, kind => Assert.InRange(kind.Status, 400, 599));
        Assert.All(ProblemKinds.All.Where(kind => kind.Status is 429 or 503), kind => Assert.NotNull(kind.RetryAfter));
    }

    public static TheoryData<Exception, string> Failures => new()
    {
        { new ProblemException(ProblemKinds.NoRecord, "None."), "no-record" },
        { new ObjectStoreException("Cannot write a/b.", new IOException("No space left on device", 28)), "disk-full" },
        { new IOException("No space left on device", 28), "disk-full" },
        { new ObjectStoreException("Cannot write a/b.", new UnauthorizedAccessException()), "store-failed" },
        { new QueryRefusedException("Only SELECT."), "query-refused" },
        { new EngineException("Parser Error: syntax error at or near \"SELEC\""), "query-refused" },
        { new EngineException("INTERRUPT Error: Interrupted!"), "query-too-long" },
        { new EngineException("Out of Memory Error: failed"), "query-failed" },
        { new BadHttpRequestException("Request body too large.", 413), "body-too-large" },
        { new BadHttpRequestException("Unexpected end of request content.", 400), "body-cut" },
        { new OperationCanceledException(), "stopping" },
        { new InvalidOperationException("a secret detail"), "defect" },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public void A_failure_has_its_kind(Exception failure, string kind)
    {
        var problem = FailureProblems.Of(failure, isAborted: false);
        Assert.Equal(kind, problem.Kind.Id);
        Assert.DoesNotContain("a/b", problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_not_there_has_the_nearest_one()
    {
        var catalog = DatasetCatalog.Load(Path.Combine(AppContext.BaseDirectory, "datasets")).Require();
        Assert.Equal("The lake has no dataset 'chekout'. Did you mean 'checkout'?", MissingProblems.Dataset("chekout", catalog).Detail);
        var hostile = MissingProblems.Dataset(new string('x', 5000) + "\r\n", catalog).Detail;
        Assert.InRange(hostile.Length, 1, 500);
        Assert.DoesNotContain('\n', hostile);
    }

    [Fact]
    public async Task A_failure_is_answered_with_problem_details()
    {
        await using var host = await StartAsync();

        using var full = await host.SendAsync(HttpMethod.Get, "/full");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "disk-full"), (full.StatusCode, await TestHost.KindOf(full)));
        Assert.Equal(TimeSpan.FromSeconds(60), full.Headers.RetryAfter?.Delta);

        using var defect = await host.SendAsync(HttpMethod.Get, "/defect");
        var problem = await TestHost.ProblemOf(defect);
        Assert.Equal(("urn:lake:problem:defect", 500), (problem.GetProperty("type").GetString(), (int)defect.StatusCode));
        var line = Assert.Single(host.Log.All, line => line.Id == 1001 && line.Text.Contains("a detail", StringComparison.Ordinal));
        Assert.Contains(problem.GetProperty("request").GetString()!, line.Text, StringComparison.Ordinal);

        using var member = await host.SendAsync(HttpMethod.Get, "/member");
        Assert.Equal(17, (await TestHost.ProblemOf(member)).GetProperty("offset").GetInt32());
    }

    [Fact]
    public async Task An_address_where_nothing_is_and_a_wrong_method_are_problems_too()
    {
        await using var host = await StartAsync();

        using var missing = await host.SendAsync(HttpMethod.Get, "/nothing");
        Assert.Equal((HttpStatusCode.NotFound, "no-such-address"), (missing.StatusCode, await TestHost.KindOf(missing)));
        using var method = await host.SendAsync(HttpMethod.Post, "/full");
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "method-not-allowed"), (method.StatusCode, await TestHost.KindOf(method)));
        using var own = await host.SendAsync(HttpMethod.Get, "/own");
        Assert.Equal("my own words", await own.Content.ReadAsStringAsync(Test.Token));
    }

    [Fact]
    public async Task An_answer_that_has_begun_is_cut_off_and_never_looks_whole()
    {
        await using var host = await StartAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => host.Client.GetStringAsync("/half", Test.Token));
    }

    private static Task<TestHost> StartAsync() => TestHost.StartAsync(
        _ => { },
        app =>
        {
            app.UseLakeProblems();
            app.MapGet("/full", () => Results.Text(Throw(new IOException("No space left on device", 28))));
            app.MapGet("/defect", () => Results.Text(Throw(new InvalidOperationException("a detail"))));
            app.MapGet("/member", () => new Problem(ProblemKinds.NoRecord, "None.")
            {
                Members = new Dictionary<string, object?>(StringComparer.Ordinal) { ["offset"] = 17, ["nothing"] = null },
            });
            app.MapGet("/own", () => Results.Text("my own words", statusCode: 404));
            app.MapGet("/half", async context =>
            {
                await context.Response.WriteAsync("[1,2", Test.Token);
                await context.Response.Body.FlushAsync(Test.Token);
                throw new InvalidOperationException("in the middle");
            });
        });

    private static string Throw(Exception failure) => throw failure;
}
