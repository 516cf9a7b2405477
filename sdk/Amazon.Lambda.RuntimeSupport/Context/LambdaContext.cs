using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The context of one invocation.</summary>
internal sealed class LambdaContext(InvocationHeaders headers, LambdaEnvironment environment, ILambdaLogger logger, TimeProvider time)
    : ILambdaContext
{
    public string AwsRequestId => headers.RequestId;

    public IClientContext? ClientContext => null;

    public string FunctionName => environment.FunctionName;

    public string FunctionVersion => environment.FunctionVersion;

    public ICognitoIdentity? Identity => null;

    public string InvokedFunctionArn => headers.FunctionArn;

    public ILambdaLogger Logger => logger;

    public string LogGroupName => environment.LogGroupName;

    public string LogStreamName => environment.LogStreamName;

    public int MemoryLimitInMB => environment.MemoryLimitInMB;

    public TimeSpan RemainingTime => headers.Deadline - time.GetUtcNow();

    public string TraceId => headers.TraceId;
}
