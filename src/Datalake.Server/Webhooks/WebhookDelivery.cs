using Datalake.Server.Settings;

namespace Datalake.Server.Webhooks;

/// <summary>A delivery that proved where it comes from.</summary>
/// <param name="Source">The sender's name in the settings.</param>
/// <param name="Topic">Its topic; empty when it has none.</param>
/// <param name="Dataset">The dataset that takes it; null when it is answered and not stored as an arrival.</param>
/// <param name="Body">The body as it came.</param>
/// <param name="Headers">The headers that are kept, by their names in lower case.</param>
public sealed record WebhookDelivery(
    string Source, string Topic, string? Dataset, ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>
    /// True for a request about a person's or a shop's data. It is to be stored by <see cref="PrivacyRequests"/>, and has no dataset.
    /// </summary>
    public bool IsPrivacyRequest { get; init; }

    /// <summary>What the settings say is to be erased for such a request.</summary>
    public IReadOnlyList<WebhookErasure> Erasures { get; init; } = [];

    /// <summary>What to store as the arrival: the body, with the headers as <c>_headers</c> in each of its records.</summary>
    public ReadOnlyMemory<byte> Arrival { get; init; } = Body;
}
