namespace Datalake.Server.Settings;

/// <summary>What to erase from a dataset when a platform asks for it, as a line of <c>lake erase --from-file</c> is made of it.</summary>
/// <param name="Topic">The topic that asks, e.g. <c>customers/redact</c>.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Where">The condition, with values of the request.</param>
public sealed record WebhookErasure(string Topic, string Dataset, ErasureCondition Where);
