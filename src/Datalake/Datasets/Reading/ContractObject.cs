namespace Datalake.Datasets.Reading;

/// <summary>An object of the contract whose properties are known by name.</summary>
internal sealed class ContractObject
{
    private readonly ContractNode node;
    private readonly Dictionary<string, ContractNode> values = new(StringComparer.Ordinal);

    public ContractObject(ContractNode node, IEnumerable<(string Name, ContractNode Value)> properties, IReadOnlyCollection<string> known)
    {
        this.node = node;
        foreach (var (name, value) in properties)
        {
            if (known.Contains(name, StringComparer.Ordinal)) values.Add(name, value);
            else
                value.Report(
                    ContractRules.PropertyUnknown,
                    $"'{name}' is not a property the contract knows.{NearestName.Hint(name, known)}");
        }
    }

    public ContractNode? Optional(string name) => values.GetValueOrDefault(name);

    public ContractNode? Required(string name)
    {
        if (values.TryGetValue(name, out var value)) return value;
        node.Problems.Add(JsonPath.Of(node.Path, name), ContractRules.PropertyMissing, $"'{name}' is needed here; add it.");
        return null;
    }
}
