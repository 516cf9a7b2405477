using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Datalake.Datasets;

namespace Datalake.Tables;

/// <summary>A column whose value is not in a table's files but in the name of a folder, <c>name=value/</c>.</summary>
/// <param name="Name">The name, in lower case.</param>
/// <param name="Type">The type.</param>
/// <param name="Format">The value as a format of a time, e.g. <c>MM</c>; .NET and Firehose write the same with it.</param>
public sealed record PartitionColumn(string Name, HiveType Type, string Format)
{
    /// <summary>The folder of a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The folder's name, which ends with <c>/</c>.</returns>
    public string Folder(string value) => $"{Name}={value}/";

    /// <summary>The folder of a time.</summary>
    /// <param name="time">The time or date, in UTC.</param>
    /// <returns>The folder's name, which ends with <c>/</c>.</returns>
    public string Folder(IFormattable time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return Folder(time.ToString(Format, CultureInfo.InvariantCulture));
    }

    /// <summary>Takes the value out of a folder's name.</summary>
    /// <param name="folder">The name, without <c>/</c>.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the folder is not one of this column, or its value has not as many characters as the format.</returns>
    public bool TryParse(string folder, [NotNullWhen(true)] out string? value)
    {
        ArgumentNullException.ThrowIfNull(folder);
        value =
            folder.Length == Name.Length + 1 + Format.Length
            && folder.StartsWith(Name, StringComparison.Ordinal)
            && folder[Name.Length] == '='
            ? folder[(Name.Length + 1)..]
            : null;
        return value is not null;
    }
}
