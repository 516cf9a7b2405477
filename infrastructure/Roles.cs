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
    public static Role Create(string name, string trust, Placeholders trusted, string policy, Placeholders granted)
    {
        var role = new Role(name, new RoleArgs { AssumeRolePolicy = PolicyDocument.Load(trust, trusted) });
        Grant(name, role, policy, granted);
        return role;
    }

    /// <summary>Declares a further policy of a role.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="role">The role.</param>
    /// <param name="policy">The document.</param>
    /// <param name="granted">What its placeholders stand for.</param>
    public static void Grant(string name, Role role, string policy, Placeholders granted) =>
        _ = new RolePolicy(name, new RolePolicyArgs { Role = role.Id, Policy = PolicyDocument.Load(policy, granted) });
}
