namespace Datalake.Server.Access;

/// <summary>What the holder of a token may do. A token may have several roles.</summary>
public enum AccessRole
{
    /// <summary>May post records and raw arrivals, and nothing else: such a token may stand in a shop's page.</summary>
    Write,

    /// <summary>May query, and see tables, status and quarantine; posts nothing.</summary>
    Read,

    /// <summary>May do everything: what the other two may, replay and discard, and what the commands beside the server do.</summary>
    Operate,
}
