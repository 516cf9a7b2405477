namespace Datalake.Aws.Storage;

/// <summary>
/// What distinguishes one content under a key from the next: the ETag, without the quotes that some answers have and events have not.
/// </summary>
internal static class S3Version
{
    public static string Of(string? etag) => (etag ?? string.Empty).Trim('"');
}
