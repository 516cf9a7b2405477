using System.Text;
using System.Text.Json;
using Datalake.Datasets;
using Datalake.Json;
using Datalake.Protection;

namespace Datalake.Embedded.Erasing;

/// <summary>
/// The texts that the protect rules of a dataset give a value, so that a condition in the clear finds it in the tables too. Rules that mask
/// give many values one text, which says nothing about the person.
/// </summary>
internal sealed class ProtectedForms(DatasetContract dataset, IProtectionKeys keys)
{
    private readonly ValueProtector[] protectors =
    [
        .. dataset.Protect.Where(rule => rule.With is ProtectionKind.Hmac or ProtectionKind.Encrypt)
            .DistinctBy(rule => (rule.With, rule.Key))
            .Select(rule => ValueProtector.Create(rule, keys)),
    ];

    /// <summary>The texts.</summary>
    public IEnumerable<string> Of(string value)
    {
        foreach (var protector in protectors)
        {
            using var output = new Utf8Output(256);
            protector.Write(Encoding.UTF8.GetBytes(value), output);
            using var text = RecordJson.TryParse(output.WrittenSpan);
            if (text?.RootElement.GetString() is { } form) yield return form;
        }
    }
}
