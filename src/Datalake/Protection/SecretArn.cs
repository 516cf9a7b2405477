using System.Diagnostics.CodeAnalysis;

namespace Datalake.Protection;

/// <summary>Where a secret key lies on AWS: a secret of Secrets Manager or a parameter of Parameter Store, named by its ARN.</summary>
/// <param name="Text">The ARN.</param>
/// <param name="Region">Its region, e.g. <c>eu-west-1</c>.</param>
/// <param name="Parameter">
/// What Parameter Store is asked for. It hands out secrets of Secrets Manager too, under a name of their own (AWS Systems Manager User
/// Guide, "Referencing AWS Secrets Manager secrets from Parameter Store parameters"), so one service is asked for both.
/// </param>
/// <param name="Resources">The ARNs that a role must be allowed to read.</param>
public sealed record SecretArn(string Text, string Region, string Parameter, IReadOnlyList<string> Resources)
{
    /// <summary>How one looks, for messages.</summary>
    public const string Example = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:datalake/protect-AbCdEf";

    // Secrets Manager ends the ARN with a dash and six characters, which are no part of the name.
    private const int SuffixLength = 7;

    /// <summary>Whether a text is meant to be an ARN; such a text is never the key itself.</summary>
    /// <param name="text">The text.</param>
    public static bool IsMeant(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith("arn:", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="arn">The ARN; null when the text is not that of a secret or parameter.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SecretArn? arn)
    {
        arn = text?.Split(':') switch
        {
            ["arn", { Length: > 0 }, "ssm", { Length: > 0 } region, { Length: 12 }, var parameter]
                when parameter.StartsWith("parameter/", StringComparison.Ordinal) && IsName(parameter["parameter/".Length..]) =>
                new SecretArn(text, region, text, [text]),
            ["arn", { Length: > 0 } partition, "secretsmanager", { Length: > 0 } region, { Length: 12 } account, "secret", var secret]
                when secret.Length > SuffixLength && secret[^SuffixLength] == '-' && IsName(secret) =>
                OfSecret(text, $"arn:{partition}:ssm:{region}:{account}", region, secret[..^SuffixLength]),
            _ => null,
        };
        return arn is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static SecretArn OfSecret(string text, string parameters, string region, string name)
    {
        var parameter = "/aws/reference/secretsmanager/" + name;
        return new SecretArn(text, region, parameter, [text, $"{parameters}:parameter{parameter}"]);
    }

    // The characters of both services' names together; a star or question mark would be a pattern where it is granted.
    private static bool IsName(string name) =>
        name.Length > 0 && name.All(one => char.IsAsciiLetterOrDigit(one) || "/_+=.@-".Contains(one, StringComparison.Ordinal));
}
