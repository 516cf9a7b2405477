using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.Glue;

/// <summary>What a crawler is doing.</summary>
[JsonConverter(typeof(ConstantConverter<CrawlerState>))]
public class CrawlerState : ConstantClass
{
    /// <summary><c>READY</c>.</summary>
    public static readonly CrawlerState READY = new("READY");

    /// <summary><c>RUNNING</c>.</summary>
    public static readonly CrawlerState RUNNING = new("RUNNING");

    /// <summary><c>STOPPING</c>.</summary>
    public static readonly CrawlerState STOPPING = new("STOPPING");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public CrawlerState(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static CrawlerState FindValue(string value) => FindValue<CrawlerState>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator CrawlerState(string value) => FindValue(value);
}
