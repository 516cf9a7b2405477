namespace Datalake.Datasets.Reading;

/// <summary>Writes JSON paths (RFC 9535): <c>$.columns.OrderId</c>, and <c>$.columns['Order-Id']</c> where a name needs quotes.</summary>
internal static class JsonPath
{
    public static string Of(string parent, string name)
    {
        var plain = name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (plain) return $"{parent}.{name}";
        var quoted = name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
        return $"{parent}['{quoted}']";
    }

    public static string Of(string parent, int index) => $"{parent}[{index}]";
}
