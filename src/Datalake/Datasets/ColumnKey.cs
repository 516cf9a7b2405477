using Datalake.Documents;
using Datalake.Tables;

namespace Datalake.Datasets;

/// <summary>Which JSON keys can be columns, and fields of their structs.</summary>
public static class ColumnKey
{
    private const int Longest = 255;

    // Delta Lake's writers refuse them in names, at any depth, unless columns are mapped to other names, which few readers know.
    private const string NotInDelta = " ,;{}()=";

    /// <summary>Whether the field of a struct can have a name: no space, control character or one of <c>,;{}()=</c> is in it.</summary>
    /// <param name="name">The name.</param>
    public static bool IsFieldName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0 && !name.Any(IsRefused);
    }

    /// <summary>The name without the characters that no name can have: a space is an underscore then, others are gone.</summary>
    /// <param name="name">The name.</param>
    public static string Clean(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.Concat(name.Trim().Replace(' ', '_').Where(c => c is not '`' && !IsRefused(c)));
    }

    private static bool IsRefused(char c) => char.IsControl(c) || NotInDelta.Contains(c, StringComparison.Ordinal);

    /// <summary>Why a key cannot be a column's.</summary>
    /// <param name="key">The JSON key.</param>
    /// <returns>The rule, one of <see cref="ContractRules"/>, and a sentence on it; null when the key can.</returns>
    public static (string Rule, string Message)? Check(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var name = key.ToLowerInvariant();
        if (key.Length > Longest || key.Contains('`', StringComparison.Ordinal) || !IsFieldName(key))
        {
            return (
                ContractRules.ColumnName,
                $"A column's name is 1 to {Longest} characters, none of them a space, a control character, a back-tick or one of " +
                $"{NotInDelta.Trim()}, which no Delta table takes, but is '{Excerpt.Around(key, 0)}'. Give it another by a rule 'rename'.");
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
