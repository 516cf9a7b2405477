namespace Amazon.Lambda.Core;

/// <summary>What Lambda says about one invocation and the function that it is for.</summary>
public interface ILambdaContext
{
    /// <summary>The id of the invocation. A retry of an asynchronous invocation has the id of the first attempt.</summary>
    string AwsRequestId { get; }

    /// <summary>What a mobile client said of itself, or null: no event of another service carries it.</summary>
    IClientContext? ClientContext { get; }

    /// <summary>The name of the function.</summary>
    string FunctionName { get; }

    /// <summary>The version of the function, <c>$LATEST</c> or a number.</summary>
    string FunctionVersion { get; }

    /// <summary>The Cognito identity of a mobile client, or null.</summary>
    ICognitoIdentity? Identity { get; }

    /// <summary>The ARN that was invoked; it ends with a version or an alias where the caller named one.</summary>
    string InvokedFunctionArn { get; }

    /// <summary>Writes to the function's log.</summary>
    ILambdaLogger Logger { get; }

    /// <summary>The CloudWatch log group of the function.</summary>
    string LogGroupName { get; }

    /// <summary>The CloudWatch log stream of this instance of the function.</summary>
    string LogStreamName { get; }

    /// <summary>The memory that the function is configured with, in MB; 0 where it is not known.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>The time until Lambda ends the invocation, now. Negative when the deadline has passed.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>The X-Ray trace header of the invocation; empty where there is none.</summary>
    string TraceId => "";
}
