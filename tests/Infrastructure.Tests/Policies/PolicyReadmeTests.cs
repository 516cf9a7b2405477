namespace Datalake.Infrastructure.Tests.Policies;

public class PolicyReadmeTests
{
    [Fact]
    public void The_readme_lists_every_policy_with_its_placeholders()
    {
        var listed = File.ReadAllLines(Path.Combine(PolicyFile.Folder, "README.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => $"{cells[1].Trim('`')}: {cells[3].Replace("`", string.Empty, StringComparison.Ordinal)}");
        Assert.Equal(
            PolicyFile.All.Select(file => $"{file.Name}: {string.Join(", ", file.Placeholders)}"), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_placeholder_is_letters_between_brackets() =>
        Assert.All(PolicyFile.All.SelectMany(file => file.Placeholders), name => Assert.Matches("^[A-Z][A-Za-z]+$", name));
}
