using System.Diagnostics.CodeAnalysis;

namespace Datalake.Server.Settings;

/// <summary>Where the topic of a delivery is.</summary>
/// <param name="IsHeader">True for a header, false for a property of the body's top level.</param>
/// <param name="Name">The header's or the property's name.</param>
public sealed record WebhookTopic(bool IsHeader, string Name)
{
    /// <summary>Reads <c>header:NAME</c> or <c>body:NAME</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="topic">The place; null when the text is not one.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out WebhookTopic? topic)
    {
        topic = text?.Split(':', 2) switch
        {
            ["header", var name] when IsHeaderName(name) => new WebhookTopic(true, name),
            ["body", { Length: > 0 } name] when !name.Any(char.IsControl) => new WebhookTopic(false, name),
            _ => null,
        };
        return topic is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => (IsHeader ? "header:" : "body:") + Name;

    /// <summary>Whether a text can be the name of a header: letters, digits, <c>-</c> and <c>_</c>.</summary>
    internal static bool IsHeaderName(string text) =>
        text.Length is > 0 and <= 100 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
