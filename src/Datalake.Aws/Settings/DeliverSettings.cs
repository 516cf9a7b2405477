namespace Datalake.Aws.Settings;

/// <summary>The settings of DeliverToFirehoseProxy, from its environment.</summary>
/// <param name="Function">The settings that every function has.</param>
/// <param name="Streams">The delivery stream of each dataset, by the dataset's name.</param>
public sealed record DeliverSettings(FunctionSettings Function, IReadOnlyDictionary<string, string> Streams)
{
    internal const string StreamsVariable = "DATALAKE_DELIVERY_STREAMS";

    /// <summary>Reads them.</summary>
    /// <param name="environment">The environment; problems are collected there.</param>
    public static DeliverSettings Read(EnvironmentReader environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var function = FunctionSettings.Read(environment);
        const string Example = "checkout=DataStreamStructuredCheckout";
        var items = environment.RequiredList(
            StreamsVariable, $"each dataset's delivery stream, such as {Example}, with commas between them");
        return new DeliverSettings(function, environment.Pairs(StreamsVariable, items, Example));
    }
}
