namespace Amazon.Lambda.Core;

/// <summary>How much a line of the log matters.</summary>
public enum LogLevel
{
    /// <summary>For who follows the code step by step.</summary>
    Trace = 0,

    /// <summary>For who looks for a fault.</summary>
    Debug = 1,

    /// <summary>What happened.</summary>
    Information = 2,

    /// <summary>Something went wrong and was made good.</summary>
    Warning = 3,

    /// <summary>Something failed.</summary>
    Error = 4,

    /// <summary>The function cannot go on.</summary>
    Critical = 5,
}
