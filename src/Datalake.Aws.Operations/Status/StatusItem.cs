namespace Datalake.Aws.Operations.Status;

/// <summary>One figure of a stack's status.</summary>
/// <param name="Area">What kind of part it is of.</param>
/// <param name="Subject">The part: a dataset, a function, a run.</param>
/// <param name="Figure">The figure's name.</param>
/// <param name="Value">Its value: text, a whole number, a timestamp; null when there is none.</param>
/// <param name="Level">Whether it is as it should be.</param>
/// <param name="Message">What is not, and what to do; null when all is well.</param>
public sealed record StatusItem(
    StatusArea Area, string Subject, string Figure, object? Value, StatusLevel Level = StatusLevel.Ok, string? Message = null);

/// <summary>Kinds of parts.</summary>
public enum StatusArea
{
    /// <summary>A dataset, and <c>_unclaimed</c> for what belongs to none.</summary>
    Dataset,

    /// <summary>The dead letters of a function.</summary>
    Function,

    /// <summary>A run of the partition routine.</summary>
    Run,
}

/// <summary>Whether a figure is as it should be.</summary>
public enum StatusLevel
{
    /// <summary>It is.</summary>
    Ok,

    /// <summary>A person should look at it.</summary>
    Attention,

    /// <summary>Records do not add up.</summary>
    Error,
}
