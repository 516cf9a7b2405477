using System.Text.Json.Serialization;
using AwsProtocols.Json;

namespace Amazon.SQS.Model;

/// <summary>An attribute of a message.</summary>
public partial class MessageAttributeValue
{
    /// <summary><c>String</c>, <c>Number</c> or <c>Binary</c>, with a label of one's own after a dot. Required.</summary>
    public string DataType { get; set; }

    /// <summary>The value of a string or a number.</summary>
    public string StringValue { get; set; }

    /// <summary>The value of a binary.</summary>
    [JsonConverter(typeof(BlobConverter))]
    public MemoryStream BinaryValue { get; set; }
}
