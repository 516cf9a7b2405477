namespace Datalake.Cli.Commands;

/// <summary>The command line asks for something that cannot be meant.</summary>
/// <param name="message">What is wrong and what to do.</param>
internal sealed class UsageException(string message) : Exception(message);
