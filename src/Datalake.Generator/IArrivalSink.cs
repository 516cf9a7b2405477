namespace Datalake.Generator;

/// <summary>Takes generated arrivals, in the order in which they would arrive.</summary>
public interface IArrivalSink
{
    /// <summary>Takes one arrival.</summary>
    /// <param name="key">Its raw key, with <c>/</c> between the segments; no key comes twice.</param>
    /// <param name="content">Its bytes, valid during the call only.</param>
    void Write(string key, ReadOnlySpan<byte> content);
}
