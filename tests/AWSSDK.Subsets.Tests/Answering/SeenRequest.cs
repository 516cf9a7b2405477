using System.Text;
using System.Text.Json.Nodes;

namespace AWSSDK.Subsets.Tests.Answering;

/// <summary>A request as it arrived.</summary>
/// <param name="Headers">Its headers by their lower-case names.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="SignatureIsValid">Whether it is signed as Signature Version 4 wants.</param>
internal sealed record SeenRequest(IReadOnlyDictionary<string, string> Headers, byte[] Body, bool SignatureIsValid)
{
    internal string Target => Headers["x-amz-target"];

    internal string Text => Encoding.UTF8.GetString(Body);

    internal JsonObject Json => JsonNode.Parse(Body)!.AsObject();
}
