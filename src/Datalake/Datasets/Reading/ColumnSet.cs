namespace Datalake.Datasets.Reading;

/// <summary>The columns a contract declares.</summary>
/// <param name="Valid">Those without a problem, in order.</param>
/// <param name="Keys">The keys of all, so that a column with a wrong type is not also reported as undeclared.</param>
internal sealed record ColumnSet(IReadOnlyList<Column> Valid, IReadOnlyCollection<string> Keys)
{
    public Column? Find(string key) => Valid.FirstOrDefault(column => string.Equals(column.Key, key, StringComparison.OrdinalIgnoreCase));

    public bool Declares(string key) => Keys.Contains(key, StringComparer.OrdinalIgnoreCase);
}
