namespace Pulumi;

/// <summary>Says that the program cannot be deployed as it is; the message is for its user and needs no stack trace.</summary>
/// <param name="message">What is wrong and what to do.</param>
public class RunException(string message) : Exception(message);
