using Datalake.Documents;
using Datalake.Tables;

namespace Datalake.Datasets;

/// <summary>Which JSON keys can be columns.</summary>
public static class ColumnKey
{
    private const int Longest = 255;

    /// <summary>Why a key cannot be a column's.</summary>
    /// <param name="key">The JSON key.</param>
    /// <returns>The rule, one of <see cref="ContractRules"/>, and a sentence on it; null when the key can.</returns>
    public static (string Rule, string Message)? Check(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var name = key.ToLowerInvariant();
        if (key.Length is 0 or > Longest || key.Any(c => char.IsControl(c) || c is ',' or ';' or '`'))
        {
            return (
                ContractRules.ColumnName,
                $"A column's name is 1 to {Longest} characters, none of them a comma, a semicolon, " +
                $"a back-tick or a control character, but is '{Excerpt.Around(key, 0)}'.");
        }

        if (key[0] == '_')
        {
            return (
                ContractRules.ColumnReserved,
                $"Names that begin with '_' are the lake's own (_source, _digest, _rescued, …), so '{key}' cannot be declared. " +
                "Leave it out; its value is kept in _rescued.");
        }

        if (!TableSchema.IsPartition(name)) return null;
        return (
            ContractRules.ColumnReserved,
            $"'{name}' is a partition column of the lake's tables, so '{key}' cannot be declared. Leave it out; " +
            "its value is kept in _rescued.");
    }
}
