using Amazon.Runtime;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using Datalake.Datasets;
using Datalake.Protection;

namespace Datalake.Aws.Settings;

/// <summary>
/// The secret keys of a dataset's protect rules. A variable holds the ARN of a secret or parameter, which is read once, when the function
/// starts; so the key itself is neither in the function's configuration nor in the state of the stack. A variable that holds no ARN is the
/// key.
/// </summary>
internal static class SecretKeys
{
    /// <summary>Reads them.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="variables">Gives an environment variable's value, or null.</param>
    /// <param name="ssm">Makes the client; asked only when there is something to read.</param>
    /// <param name="environment">Collects what is wrong, without any key.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>Gives the value of a variable, with the key in place of its ARN.</returns>
    public static async Task<Func<string, string?>> ReadAsync(
        DatasetContract dataset,
        Func<string, string?> variables,
        Func<IAmazonSimpleSystemsManagement> ssm,
        EnvironmentReader environment,
        CancellationToken cancellationToken)
    {
        var read = new Dictionary<string, string?>(StringComparer.Ordinal);
        IAmazonSimpleSystemsManagement? client = null;
        foreach (var name in dataset.Protect.Select(rule => rule.Key).OfType<KeyReference>()
            .Where(key => key.Kind == KeyReferenceKind.EnvironmentVariable).Select(key => key.Name).Distinct(StringComparer.Ordinal))
        {
            if (variables(name)?.Trim() is not { Length: > 0 } value || !SecretArn.IsMeant(value)) continue;
            read[name] = null;
            if (!SecretArn.TryParse(value, out var arn))
                environment.Add($"{name} is '{value}'; the ARN of a secret or parameter was expected, such as {SecretArn.Example}.");
            else if (variables("AWS_REGION") is { Length: > 0 } region && region != arn.Region)
                environment.Add($"{name} names {arn}, which is in {arn.Region}; this function is in {region}. Replicate the secret there.");
            else
                read[name] = await ReadAsync(name, arn, client ??= ssm(), environment, cancellationToken);
        }

        client?.Dispose();
        return name => read.TryGetValue(name, out var key) ? key : variables(name);
    }

    private static async Task<string?> ReadAsync(
        string name, SecretArn arn, IAmazonSimpleSystemsManagement ssm, EnvironmentReader environment, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetParameterRequest { Name = arn.Parameter, WithDecryption = true };

            // White space at the end is what an editor or echo has left there, as with key files.
            return (await ssm.GetParameterAsync(request, cancellationToken)).Parameter.Value.TrimEnd();
        }
        catch (Exception failure) when (failure is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            var why = failure is ParameterNotFoundException ? "there is no such one" : failure.Message.TrimEnd('.');
            environment.Add(
                $"{name} names {arn}, which cannot be read: {why}. Does it exist, with a text as its value, and may the function's role read " +
                "it and use the KMS key that encrypts it?");
            return null;
        }
    }
}
