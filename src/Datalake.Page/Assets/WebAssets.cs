using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Datalake.Page.Assets;

/// <summary>The files that the page loads. They say nothing of a lake, so they need no token: the page for signing in has them too.</summary>
internal static class WebAssets
{
    private const string Prefix = "web/";
    private const string VersionName = "v";

    private static readonly FrozenDictionary<string, Lazy<WebAsset>> All = typeof(WebAssets).Assembly
        .GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(
            name => name[Prefix.Length..], name => new Lazy<WebAsset>(() => new WebAsset(name, Read(name))), StringComparer.Ordinal);

    /// <summary>The paths of all files.</summary>
    public static IEnumerable<string> Paths => All.Keys;

    /// <summary>The address of a file, which a browser keeps for as long as the file does not change.</summary>
    /// <param name="path">The path.</param>
    public static string Address(string path) => $"{path}?{VersionName}={All[path].Value.Version}";

    /// <summary>Adds the addresses of the files.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (path, asset) in All)
        {
            routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (HttpContext context) => Send(context, asset.Value))
                .ExcludeFromDescription().AllowAnonymous();
        }
    }

    private static FileContentHttpResult Send(HttpContext context, WebAsset asset)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = context.Request.Query[VersionName] == asset.Version ? "public, max-age=31536000, immutable" : "no-cache";
        headers.Vary = HeaderNames.AcceptEncoding;
        var isPacked = asset.Compressed is not null && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal);
        if (isPacked) headers.ContentEncoding = "gzip";
        var tag = new EntityTagHeaderValue($"\"{asset.Version}{(isPacked ? "-gz" : "")}\"");
        return TypedResults.Bytes(isPacked ? asset.Compressed! : asset.Content, asset.Type, entityTag: tag);
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(WebAssets).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
