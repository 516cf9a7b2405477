using System.CommandLine;
using Datalake.Aws.Operations.Stacks;
using Datalake.Aws.Settings;

namespace Datalake.Cli.Commands.Aws;

/// <summary>The options that say which stack is meant, and how it is reached.</summary>
internal sealed class AwsOptions
{
    private const string LakeVariable = "DATALAKE_LAKE";

    private readonly Option<string?> lake = new("--lake")
    {
        Description = $"The lake's bucket. All else is read from the stack's description in it. [default: the variable {LakeVariable}]",
        HelpName = "s3://BUCKET",
        Recursive = true,
    };

    private readonly Option<string?> profile = new("--profile")
    {
        Description =
            "A profile of the AWS configuration files. [default: what the AWS SDK finds: the AWS_ variables, the default profile, the machine's role]",
        HelpName = "NAME",
        Recursive = true,
    };

    private readonly Option<string?> region = new("--region")
    {
        Description = "The region in which the bucket is looked for. [default: the variables' or the profile's]",
        HelpName = "REGION",
        Recursive = true,
    };

    private readonly Option<string?> endpoint = new("--endpoint")
    {
        Description = "Where all services are, for an emulator.",
        HelpName = "URL",
        Recursive = true,
    };

    /// <summary>Adds the options to the command that has all others below it.</summary>
    public void AddTo(Command command)
    {
        command.Add(lake);
        command.Add(profile);
        command.Add(region);
        command.Add(endpoint);
    }

    /// <summary>How to reach the stack that was asked for.</summary>
    /// <exception cref="UsageException">No bucket was named, or an option makes no sense.</exception>
    public StackConnection ConnectionOf(ParseResult parsed)
    {
        var named = parsed.GetValue(lake);
        var text = named ?? Environment.GetEnvironmentVariable(LakeVariable);
        if (string.IsNullOrWhiteSpace(text))
            throw new UsageException($"Name the lake's bucket: --lake s3://BUCKET, or set {LakeVariable} to it.");
        if (!S3Uri.TryParse(text.TrimEnd('/'), out var bucket) || bucket.Key.Length > 0)
        {
            throw new UsageException($"{(named is null ? LakeVariable : lake.Name)} is '{text}'; s3://BUCKET was expected.");
        }

        var url = (Uri?)null;
        if (parsed.GetValue(endpoint) is { } at && !(Uri.TryCreate(at, UriKind.Absolute, out url) && url.Scheme is "http" or "https"))
        {
            throw new UsageException($"{endpoint.Name} is '{at}'; a URL such as http://localhost:5000 was expected.");
        }

        return new StackConnection(bucket.Bucket, parsed.GetValue(profile), parsed.GetValue(region), url);
    }
}
