using System.Text.Json.Serialization;

namespace Amazon.Athena.Model;

/// <content>The token that makes a retry of the request harmless.</content>
public partial class StartQueryExecutionRequest
{
    // Asked for once a call, when the request is written: its retries send the same token, the next call another.
    [JsonInclude]
    [JsonPropertyName(nameof(ClientRequestToken))]
#pragma warning disable RS0030 // The token must differ from every other, and nothing is named after it.
    internal string SentToken => ClientRequestToken ?? Guid.NewGuid().ToString();
#pragma warning restore RS0030
}
