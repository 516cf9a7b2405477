namespace Datalake.Infrastructure.Settings;

/// <summary>How many calls of a function may run at once. What is null is worked out: see <see cref="Plan.ConcurrencyPlan"/>.</summary>
/// <param name="Account">How many calls the account can run at once in the region; null: unknown, and nothing is reserved.</param>
/// <param name="Structure">Of each function that structures.</param>
/// <param name="Deliver">Of the function that delivers.</param>
/// <param name="Partition">Of the function that starts clusters.</param>
internal sealed record ConcurrencySettings(int? Account, int? Structure, int? Deliver, int? Partition)
{
    private const int Most = 100_000;

    /// <summary>Reads them.</summary>
    /// <param name="reader">Gives the settings.</param>
    public static ConcurrencySettings Read(SettingsReader reader) => new(
        reader.OptionalWhole("accountConcurrency", 1, Most, "calls"),
        reader.OptionalWhole("structureConcurrency", 1, Most, "calls"),
        reader.OptionalWhole("deliverConcurrency", 1, Most, "calls"),
        reader.OptionalWhole("partitionConcurrency", 1, Most, "calls"));

    /// <summary>The limits that are set, by the setting.</summary>
    public IEnumerable<(string Setting, int Calls)> Given()
    {
        if (Structure is { } structure) yield return ("structureConcurrency", structure);
        if (Deliver is { } deliver) yield return ("deliverConcurrency", deliver);
        if (Partition is { } partition) yield return ("partitionConcurrency", partition);
    }
}
