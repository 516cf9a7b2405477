namespace Amazon.Lambda.Core;

/// <summary>The Cognito identity of a mobile client. Here for the signature of <see cref="ILambdaContext"/>.</summary>
public interface ICognitoIdentity
{
    /// <summary>The id of the identity.</summary>
    string IdentityId { get; }

    /// <summary>The id of its pool.</summary>
    string IdentityPoolId { get; }
}
