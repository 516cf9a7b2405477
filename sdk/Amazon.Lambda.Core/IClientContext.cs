namespace Amazon.Lambda.Core;

/// <summary>What a mobile client said of itself. Here for the signature of <see cref="ILambdaContext"/>.</summary>
public interface IClientContext
{
    /// <summary>The environment of the client.</summary>
    IDictionary<string, string> Environment { get; }

    /// <summary>The application.</summary>
    IClientApplication Client { get; }

    /// <summary>Values that the application chose.</summary>
    IDictionary<string, string> Custom { get; }
}
