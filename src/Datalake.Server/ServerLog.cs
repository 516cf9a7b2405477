using Microsoft.Extensions.Logging;

namespace Datalake.Server;

/// <summary>
/// What the server logs, with stable ids. A warning is for what was refused and may be an attack, an error for what needs a person. Never
/// logged: tokens, secrets, signatures, bodies.
/// </summary>
internal static partial class ServerLog
{
    [LoggerMessage(1001, LogLevel.Error, "Request {Request} failed: {Problem}.")]
    public static partial void RequestFailed(this ILogger log, string request, string problem, Exception failure);

    [LoggerMessage(1101, LogLevel.Warning, "A token that is not accepted came from {Remote} for {Path}.")]
    public static partial void TokenRefused(this ILogger log, string? remote, string path);

    [LoggerMessage(1102, LogLevel.Warning, "The token {Token} from {Remote} may not do {Method} {Path}: it needs {Role}.")]
    public static partial void RoleMissing(this ILogger log, string token, string? remote, string method, string path, string role);

    [LoggerMessage(1103, LogLevel.Warning, "A request from {Remote} was refused: it names the host {Host} and comes from the origin {Origin}.")]
    public static partial void ForeignOriginRefused(this ILogger log, string? remote, string host, string origin);

    [LoggerMessage(1104, LogLevel.Warning, "{File} could be read by others, so its token is not used any more. A new one was made.")]
    public static partial void TokenExposed(this ILogger log, string file);

    [LoggerMessage(1201, LogLevel.Warning, "A webhook for {Source} from {Remote} was refused: {Reason}")]
    public static partial void WebhookRefused(this ILogger log, string source, string? remote, string reason);

    [LoggerMessage(1202, LogLevel.Information, "A privacy request came: {Topic} from {Source}, stored as {Key}. It is not carried out by itself.")]
    public static partial void PrivacyRequestStored(this ILogger log, string topic, string source, string key);

    [LoggerMessage(1203, LogLevel.Warning, "A request {Topic} from {Source} has no {Place}, so there is no condition to erase it from {Dataset}.")]
    public static partial void ErasureIncomplete(this ILogger log, string topic, string source, string dataset, string place);
}
