namespace Amazon.Lambda.Core;

/// <summary>Writes to the function's log.</summary>
public interface ILambdaLogger
{
    /// <summary>Writes text as it is, without an end of line.</summary>
    void Log(string message);

    /// <summary>Writes a line at <see cref="LogLevel.Information"/>.</summary>
    void LogLine(string message);

    /// <summary>Writes a line.</summary>
    /// <param name="level">The name of a <see cref="LogLevel"/>.</param>
    /// <param name="message">The line.</param>
    void Log(string level, string message) => LogLine(message);

    /// <summary>Writes a line.</summary>
    void Log(LogLevel level, string message) => Log(level.ToString(), message);

    /// <summary>Writes a line at <see cref="LogLevel.Debug"/>.</summary>
    void LogDebug(string message) => Log(LogLevel.Debug, message);

    /// <summary>Writes a line at <see cref="LogLevel.Information"/>.</summary>
    void LogInformation(string message) => Log(LogLevel.Information, message);

    /// <summary>Writes a line at <see cref="LogLevel.Warning"/>.</summary>
    void LogWarning(string message) => Log(LogLevel.Warning, message);

    /// <summary>Writes a line at <see cref="LogLevel.Error"/>.</summary>
    void LogError(string message) => Log(LogLevel.Error, message);
}
