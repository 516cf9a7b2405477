using System.Text;

namespace Datalake.Datasets;

/// <summary>Writes a struct field's name in a Hive type: plain where it can be, else between back-ticks (a back-tick doubled).</summary>
internal static class StructFieldName
{
    public static void Write(StringBuilder text, string name)
    {
        if (name.Length > 0 && name.All(IsPlain))
        {
            text.Append(name);
            return;
        }

        text.Append('`').Append(name.Replace("`", "``", StringComparison.Ordinal)).Append('`');
    }

    public static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '$' or '@';
}
