namespace Datalake.Infrastructure.Settings;

/// <summary>The functions.</summary>
/// <param name="Architecture"><c>arm64</c> or <c>x86_64</c>, as Lambda names them.</param>
/// <param name="StructureMemoryMiB">Memory of the functions that structure arrivals.</param>
/// <param name="DeliverMemoryMiB">Memory of the function that delivers.</param>
/// <param name="PartitionMemoryMiB">Memory of the function that starts clusters.</param>
/// <param name="TimeoutSeconds">How long each may take.</param>
/// <param name="LogLevel">What they log.</param>
/// <param name="MetricsNamespace">The CloudWatch namespace of their metrics.</param>
/// <param name="Concurrency">How many calls may run at once.</param>
internal sealed record FunctionSettings(
    string Architecture,
    int StructureMemoryMiB,
    int DeliverMemoryMiB,
    int PartitionMemoryMiB,
    int TimeoutSeconds,
    string LogLevel,
    string MetricsNamespace,
    ConcurrencySettings Concurrency
)
{
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private const int LeastMemory = 128;
    private const int MostMemory = 10240;
    private const int LongestTimeout = 900;

    /// <summary>Reads them.</summary>
    /// <param name="reader">Gives the settings.</param>
    public static FunctionSettings Read(SettingsReader reader) => new(
        reader.Choice("functionArchitecture", ("arm64", "arm64"), ("x64", "x86_64")),
        reader.Whole("structureMemory", 1024, LeastMemory, MostMemory, "MiB"),
        reader.Whole("deliverMemory", 1024, LeastMemory, MostMemory, "MiB"),
        reader.Whole("partitionMemory", 512, LeastMemory, MostMemory, "MiB"),
        reader.Whole("functionTimeout", 300, 30, LongestTimeout, "seconds"),
        reader.Choice("logLevel", ("info", "info"), ("debug", "debug"), ("warn", "warn"), ("error", "error")),
        reader.Text("metricsNamespace", "Datalake", IsNamespace, "1 to 255 letters, digits and . - _ / # :, not beginning with AWS/"),
        ConcurrencySettings.Read(reader));

    private static bool IsNamespace(string text) =>
        text.Length is > 0 and <= 255 && !text.StartsWith("AWS/", StringComparison.Ordinal) &&
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '/' or '#' or ':');
}
