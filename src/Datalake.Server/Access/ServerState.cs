using System.Text.Json;
using System.Text.Json.Serialization;

namespace Datalake.Server.Access;

/// <summary>
/// What <c>_state/server.json</c> says about the server of a lake: how commands on this machine reach it. Only its owner may read it.
/// </summary>
public sealed record ServerState
{
    /// <summary>The name under which the server's own token stands in logs.</summary>
    public const string TokenName = "server.json";

    /// <summary>The server's own token, which has every role.</summary>
    public required string Token { get; init; }

    /// <summary>Where the server answers, such as <c>http://127.0.0.1:8080</c>; null while none runs.</summary>
    public string? Address { get; init; }

    /// <summary>The server's process id; null while none runs.</summary>
    public int? ProcessId { get; init; }

    /// <summary>When it started, in UTC; null while none runs.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>True when a server runs, unless it was killed.</summary>
    [JsonIgnore]
    public bool IsRunning => Address is not null;

    /// <summary>The state without the server that ran; the token stays.</summary>
    public ServerState Stopped() => new() { Token = Token };

    /// <summary>The text of the file.</summary>
    internal string ToJson() => JsonSerializer.Serialize(this, ServerStateJson.Default.ServerState);

    /// <summary>Reads the text of the file; null when it is not one.</summary>
    internal static ServerState? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var state = JsonSerializer.Deserialize(utf8, ServerStateJson.Default.ServerState);
            return state is { Token.Length: >= AccessToken.MinimumLength } ? state : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>How the state is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ServerState))]
internal sealed partial class ServerStateJson : JsonSerializerContext;
