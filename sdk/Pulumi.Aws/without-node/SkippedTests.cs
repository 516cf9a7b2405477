namespace Pulumi.Aws.WithoutNode;

/// <summary>Stands in for the tests of a project where there is no Node.js.</summary>
public sealed class SkippedTests
{
    [Fact(Skip = "All tests of this project are skipped: they need Node.js 20 or later with npm, which is not installed here.")]
    public void All_tests_of_this_project_need_Node()
    {
    }
}
