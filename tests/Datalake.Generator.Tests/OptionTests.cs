namespace Datalake.Generator.Tests;

public class OptionTests
{
    [Fact]
    public void The_defaults_can_be_used() => Assert.Empty(new CheckoutGeneratorOptions().Problems());

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var options = new CheckoutGeneratorOptions
        {
            Dataset = (GeneratedDataset)9,
            Orders = -1,
            PerObject = 0,
            Bad = 1.5,
            Duplicates = -0.1,
            Late = double.NaN,
            RecordSize = 999,
            End = DateTimeOffset.UnixEpoch,
        };
        var problems = options.Problems();
        Assert.Equal(8, problems.Count);
        var refused = Assert.Throws<ArgumentException>(() => new CheckoutGenerator(options));
        Assert.All(problems, problem => Assert.Contains(problem, refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(CheckoutGeneratorOptions.MinimumRecordSize)]
    [InlineData(CheckoutGeneratorOptions.MaximumRecordSize)]
    public void The_bounds_of_a_record_size_are_in(int size) => Assert.Empty(new CheckoutGeneratorOptions { RecordSize = size }.Problems());
}
