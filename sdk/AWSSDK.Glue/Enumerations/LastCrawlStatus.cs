using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.Glue;

/// <summary>How a crawler's run ended.</summary>
[JsonConverter(typeof(ConstantConverter<LastCrawlStatus>))]
public class LastCrawlStatus : ConstantClass
{
    /// <summary><c>CANCELLED</c>.</summary>
    public static readonly LastCrawlStatus CANCELLED = new("CANCELLED");

    /// <summary><c>FAILED</c>.</summary>
    public static readonly LastCrawlStatus FAILED = new("FAILED");

    /// <summary><c>SUCCEEDED</c>.</summary>
    public static readonly LastCrawlStatus SUCCEEDED = new("SUCCEEDED");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public LastCrawlStatus(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static LastCrawlStatus FindValue(string value) => FindValue<LastCrawlStatus>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator LastCrawlStatus(string value) => FindValue(value);
}
