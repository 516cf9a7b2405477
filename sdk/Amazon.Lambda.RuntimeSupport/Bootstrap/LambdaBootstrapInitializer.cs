namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Runs once before the first event. A function checks its environment here: what it throws is reported to Lambda as an init error.
/// </summary>
/// <returns>False ends the function without a word.</returns>
public delegate Task<bool> LambdaBootstrapInitializer();
