using System.Text.Json.Serialization;
using AwsProtocols.Json;

namespace Amazon.KinesisFirehose.Model;

/// <summary>One record.</summary>
public partial class Record
{
    /// <summary>Its bytes, at most 1,000 KiB. All of the stream is sent, whatever its position. Required.</summary>
    [JsonConverter(typeof(BlobConverter))]
    public MemoryStream Data { get; set; }
}
