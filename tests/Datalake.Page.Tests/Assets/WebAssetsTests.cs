using System.Net;
using System.Net.Http.Headers;
using Datalake.Page.Assets;
using Datalake.Page.Tests.Checking;

namespace Datalake.Page.Tests.Assets;

public class WebAssetsTests(FilledServer filled)
{
    [Fact]
    public async Task Every_file_is_served_to_anybody_and_not_sent_again_while_it_is_the_same()
    {
        var server = await filled.GetAsync();
        using var client = new HttpClient { BaseAddress = new Uri(server.Server.Address) };
        Assert.Contains("_framework/blazor.web.js", WebAssets.Paths);

        foreach (var path in WebAssets.Paths)
        {
            using var first = await client.GetAsync("/" + WebAssets.Address(path), Test.Token);
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            Assert.Contains("immutable", first.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            using var again = new HttpRequestMessage(HttpMethod.Get, "/" + path);
            again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var second = await client.SendAsync(again, Test.Token);
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        }
    }

    [Fact]
    public async Task Text_is_compressed_for_who_takes_it()
    {
        var server = await filled.GetAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Server.Address + "/_content/BlazorMonaco/lib/monaco-editor/min/vs/editor/editor.main.js");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var client = new HttpClient();

        using var answer = await client.SendAsync(request, Test.Token);

        Assert.Equal("gzip", answer.Content.Headers.ContentEncoding.Single());
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync(Test.Token)).Length, 1, 1_500_000);
    }
}
