using Datalake.Infrastructure.Policies;
using Pulumi;
using Pulumi.Aws.CloudWatch;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Lambda;
using Pulumi.Aws.Lambda.Inputs;

namespace Datalake.Infrastructure;

/// <summary>A function with its role, log and dead letters.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Function">The function.</param>
/// <param name="Role">What it may do.</param>
/// <param name="DeadLetters">What it could not do.</param>
internal sealed record LakeFunction(string Name, Function Function, Role Role, DeadLetters DeadLetters)
{
    private const int SixHours = 6 * 60 * 60;

    /// <summary>Declares a function.</summary>
    /// <param name="context">The stack.</param>
    /// <param name="uploads">Its package.</param>
    /// <param name="spec">What it is.</param>
    public static LakeFunction Create(LakeContext context, Uploads uploads, FunctionSpec spec)
    {
        var settings = context.Plan.Settings;
        var package = uploads.Package(spec.Assembly);
        var letters = DeadLetters.Create(spec.Id, spec.Name);
        var log = new LogGroup(
            spec.Id, new LogGroupArgs { Name = $"/aws/lambda/{spec.Name}", RetentionInDays = settings.Retention.LogDays });
        spec.Granted.Add("LogGroupArn", log.Arn);
        spec.Granted.Add("DeadLetterQueueArn", letters.Queue.Arn);
        var (role, policy) = Roles.Create(spec.Id, "lambda-trust.json", [], spec.Policy, spec.Granted);
        var args = new FunctionArgs
        {
            Name = spec.Name,
            Description = spec.Description,
            Role = role.Arn,
            Runtime = "dotnet10",
            Handler = spec.Assembly,
            Architectures = { settings.Functions.Architecture },
            MemorySize = spec.MemoryMiB,
            Timeout = settings.Functions.TimeoutSeconds,
            ReservedConcurrentExecutions = spec.Concurrency is { } limit ? (Input<int>)limit : null,
            S3Bucket = package.Bucket,
            S3Key = package.Key,
            DeadLetterConfig = new FunctionDeadLetterConfigArgs { TargetArn = letters.Queue.Arn },
            LoggingConfig = new FunctionLoggingConfigArgs { LogFormat = "Text", LogGroup = log.Name },
            Environment = new FunctionEnvironmentArgs { Variables = spec.Environment(settings.Functions) },
        };
        var function = new Function(spec.Id, args, new CustomResourceOptions { DependsOn = { policy } });
        _ = new FunctionEventInvokeConfig(spec.Id, new FunctionEventInvokeConfigArgs
        {
            FunctionName = function.Name, MaximumRetryAttempts = 2, MaximumEventAgeInSeconds = SixHours,
        });
        return new LakeFunction(spec.Name, function, role, letters);
    }

    /// <summary>Lets a topic or a rule call the function.</summary>
    /// <param name="name">The permission's name in the program.</param>
    /// <param name="service">The service, e.g. <c>sns.amazonaws.com</c>.</param>
    /// <param name="source">The topic or rule.</param>
    public Permission AllowFrom(string name, string service, Output<string> source) => new(name, new PermissionArgs
    {
        Action = "lambda:InvokeFunction", Function = Function.Name, Principal = service, SourceArn = source,
    });
}
