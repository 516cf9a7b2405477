using Datalake.Server.Access;

namespace Datalake.Server.Tests.Access;

public sealed class AccessRolesTests
{
    [Theory]
    [InlineData("write", "write")]
    [InlineData("read", "read")]
    [InlineData("operate", "write read operate")]
    public void Only_operate_includes_other_roles(string name, string included) => Assert.Equal(
        included.Split(' '), AccessRoles.Within(AccessRoles.ByName[name]).Select(AccessRoles.NameOf));

    [Fact]
    public void Every_role_has_a_name() => Assert.Equal(Enum.GetValues<AccessRole>(), AccessRoles.ByName.Values.Order());
}
