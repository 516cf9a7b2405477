using System.Text.Json;
using Amazon.S3;
using Datalake.Aws.Storage;
using Datalake.Datasets;
using Datalake.Storage;

namespace Datalake.Aws.Settings;

/// <summary>The contracts that a function was given.</summary>
/// <param name="Catalog">The datasets.</param>
/// <param name="Places">Where each dataset's contract came from, by the dataset's name.</param>
public sealed record ContractDocuments(DatasetCatalog Catalog, IReadOnlyDictionary<string, string> Places)
{
    /// <summary>Reads them.</summary>
    /// <param name="places">Places in S3, or files.</param>
    /// <param name="s3">The client.</param>
    /// <param name="environment">Collects what is wrong.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Null when there is a problem.</returns>
    public static async Task<ContractDocuments?> LoadAsync(
        IReadOnlyList<string> places, IAmazonS3 s3, EnvironmentReader environment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(environment);
        var reads = await Task.WhenAll(places.Select(place => ReadAsync(place, s3, cancellationToken)));
        var documents = new List<(string Source, byte[] Utf8)>();
        foreach (var (place, content, problem) in reads)
        {
            if (content is null) environment.Add($"DATALAKE_CONTRACTS: {problem}");
            else documents.Add((place, content));
        }

        if (documents.Count < places.Count || places.Count == 0) return null;
        var result = DatasetCatalog.Create(documents);
        foreach (var problem in result.Problems) environment.Add($"DATALAKE_CONTRACTS: {problem}");
        if (result.Catalog is not { } catalog) return null;

        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (place, content) in documents)
        {
            using var json = JsonDocument.Parse(
                content, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            byName[json.RootElement.GetProperty("name").GetString()!] = place;
        }

        return new ContractDocuments(catalog, byName);
    }

    private static async Task<(string Place, byte[]? Content, string? Problem)> ReadAsync(
        string place, IAmazonS3 s3, CancellationToken cancellationToken)
    {
        try
        {
            if (!S3Uri.TryParse(place, out var uri)) return (place, await File.ReadAllBytesAsync(place, cancellationToken), null);
            await using var content = await new S3ObjectStore(s3, uri.Bucket).OpenAsync(uri.Key, cancellationToken);
            if (content is null) return (place, null, $"there is no contract at {place}.");
            using var bytes = new MemoryStream();
            await content.Stream.CopyToAsync(bytes, cancellationToken);
            return (place, bytes.ToArray(), null);
        }
        catch (Exception failure) when (failure is ObjectStoreException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (place, null, failure.Message);
        }
    }
}
