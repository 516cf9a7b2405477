namespace Datalake.Server.Access;

/// <summary>The names of the roles, and which of them another includes.</summary>
public static class AccessRoles
{
    private static readonly AccessRole[] Everything = [AccessRole.Write, AccessRole.Read, AccessRole.Operate];

    /// <summary>The roles by the names that <c>lake.json</c>, policies and messages use.</summary>
    public static IReadOnlyDictionary<string, AccessRole> ByName { get; } =
        Everything.ToDictionary(NameOf, role => role, StringComparer.Ordinal);

    /// <summary>A role's name.</summary>
    /// <param name="role">The role.</param>
    public static string NameOf(AccessRole role) => role switch
    {
        AccessRole.Write => "write",
        AccessRole.Read => "read",
        AccessRole.Operate => "operate",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "There is no such role."),
    };

    /// <summary>
    /// A role together with those it includes: <see cref="AccessRole.Operate"/> includes the others, which do not include each other.
    /// </summary>
    /// <param name="role">The role.</param>
    public static IReadOnlyList<AccessRole> Within(AccessRole role) => role == AccessRole.Operate ? Everything : [role];
}
