namespace Datalake.Storage;

/// <summary>An object as a store lists it.</summary>
/// <param name="Key">The key, with <c>/</c> between its parts.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Version">
/// Changes whenever the content under the key is replaced: S3's version id or ETag, a file's length and modification time.
/// </param>
/// <param name="LastModified">When the content was put, UTC.</param>
public sealed record StoredObject(string Key, long Length, string Version, DateTimeOffset LastModified);
