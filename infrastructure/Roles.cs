using Datalake.Infrastructure.Policies;
using Pulumi;
using Pulumi.Aws.Iam;

namespace Datalake.Infrastructure;

/// <summary>Roles that services take on, each with one policy of its own.</summary>
internal static class Roles
{
    /// <summary>Declares a role.</summary>
    /// <param name="name">Its name in the program; AWS's ends with random letters, since roles are one name space for all regions.</param>
    /// <param name="trust">The document that says who takes it on.</param>
    /// <param name="trusted">What its placeholders stand for.</param>
    /// <param name="policy">The document that says what it may do.</param>
    /// <param name="granted">What its placeholders stand for.</param>
    public static GrantedRole Create(string name, string trust, Placeholders trusted, string policy, Placeholders granted)
    {
        var role = new Role(name, new RoleArgs { AssumeRolePolicy = PolicyDocument.Load(trust, trusted) });
        return new GrantedRole(role, Grant(name, role, policy, granted));
    }

    /// <summary>Declares a further policy of a role.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="role">The role.</param>
    /// <param name="policy">The document.</param>
    /// <param name="granted">What its placeholders stand for.</param>
    public static RolePolicy Grant(string name, Role role, string policy, Placeholders granted) =>
        new(name, new RolePolicyArgs { Role = role.Id, Policy = PolicyDocument.Load(policy, granted) });
}

/// <summary>
/// A role and what it may do. What AWS tries at once when it is made (a stream its table, a function its dead letters) depends on the
/// policy, not on the role alone.
/// </summary>
/// <param name="Role">The role.</param>
/// <param name="Policy">Its policy.</param>
internal sealed record GrantedRole(Role Role, RolePolicy Policy);
