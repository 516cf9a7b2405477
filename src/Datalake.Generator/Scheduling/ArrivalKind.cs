namespace Datalake.Generator.Scheduling;

/// <summary>How one version of an order comes in.</summary>
internal enum ArrivalKind
{
    /// <summary>Within minutes of the change.</summary>
    OnTime,

    /// <summary>Days after the change, behind newer versions.</summary>
    Late,

    /// <summary>A second time, the same bytes.</summary>
    Again,

    /// <summary>As a copy that cannot be read.</summary>
    Spoiled,
}
