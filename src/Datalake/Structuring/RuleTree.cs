using System.Text;
using Datalake.Datasets;
using Datalake.Json;
using Datalake.Protection;

namespace Datalake.Structuring;

/// <summary>
/// The structure and protect rules of a contract as an automaton over keys, built as far as the records need it. The rules are met against
/// the record as it came: an <c>entries</c> rule does not change the paths of the others. Not for two threads at once.
/// </summary>
internal sealed class RuleTree
{
    private readonly List<(FieldPath Path, RuleAction Action)> rules = [];
    private readonly HashSet<int> protecting = [];
    private readonly Dictionary<string, RuleNode> nodes = new(StringComparer.Ordinal);
    private readonly HashSet<string> keptStrings;

    /// <summary>Compiles a contract.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="keys">Gives the keys that its protect rules name.</param>
    /// <exception cref="ProtectionKeyException">A key that a protect rule names is not there or too short.</exception>
    public RuleTree(DatasetContract contract, IProtectionKeys keys)
    {
        // What takes a value away comes first, then what hides it: a field both dropped and reshaped is dropped.
        foreach (var rule in contract.Structure.OfType<DropRule>()) rules.Add((rule.Path, new DropAction()));
        foreach (var rule in contract.Protect.Where(rule => rule.With == ProtectionKind.Remove)) rules.Add((rule.Path, new DropAction()));
        foreach (var rule in contract.Protect.Where(rule => rule.With != ProtectionKind.Remove))
        {
            rules.Add((rule.Path, new ProtectAction(ValueProtector.Create(rule, keys))));
        }

        protecting.UnionWith(Enumerable.Range(rules.Count - contract.Protect.Count, contract.Protect.Count));

        foreach (var rule in contract.Structure.OfType<EntriesRule>())
        {
            rules.Add(
                (
                    rule.Path,
                    new EntriesAction(
                        Prefix("{", rule.KeyName),
                        Prefix(",", rule.ValueName),
                        rule.Default is null ? null : Encoding.UTF8.GetBytes(rule.Default)
                    )
                )
            );
        }

        keptStrings = contract.Raw.Stringified
            ? contract
                .Columns.Where(column => column.Type is PrimitiveType { Kind: PrimitiveKind.String })
                .Select(column => column.Name)
                .ToHashSet(StringComparer.Ordinal)
            : [];
        Stringified = contract.Raw.Stringified;
        Anywhere = Node(AnyDepthPositions());
        Root = new RuleNode(this, [.. Enumerable.Range(0, rules.Count).Select(rule => new RulePosition(rule, 0))], isRoot: true);
    }

    /// <summary>Where the rules stand at the top of a record.</summary>
    public RuleNode Root { get; }

    /// <summary>Where the rules stand in a place that no path can name: only those for any depth.</summary>
    public RuleNode Anywhere { get; }

    private bool Stringified { get; }

    /// <summary>Works out what a key of an object leads to.</summary>
    public RuleOutcome Resolve(RuleNode node, string key)
    {
        List<int> actions = [], elementActions = [];
        var inObject = AnyDepthPositions();
        var inElement = AnyDepthPositions();

        // A key names a column by its lower case: a few letters, such as the Kelvin sign, are those of a name only then, and no rule may
        // miss them.
        var name = key.ToLowerInvariant();
        foreach (var position in node.Positions)
        {
            var (path, _) = rules[position.Rule];
            var step = path.Steps[position.Step];
            if (!step.Matches(key) && !step.Matches(name)) continue;
            var last = position.Step == path.Steps.Count - 1;
            if (last) (step.Elements ? elementActions : actions).Add(position.Rule);
            else (step.Elements ? inElement : inObject).Add(new RulePosition(position.Rule, position.Step + 1));
        }

        return new RuleOutcome(
            First(actions),
            First(elementActions),
            Node(inObject),
            Node(inElement),
            KeepString: !node.IsRoot || !Stringified || keptStrings.Contains(name),
            HoldsProtected: inObject.Concat(inElement).Select(position => position.Rule).Concat(elementActions).Any(protecting.Contains));
    }

    private static byte[] Prefix(string before, string name)
    {
        using var text = new Utf8Output(64);
        text.Write(Encoding.UTF8.GetBytes(before));
        JsonText.WriteString(text, Encoding.UTF8.GetBytes(name));
        text.WriteByte((byte)':');
        return text.WrittenSpan.ToArray();
    }

    private SortedSet<RulePosition> AnyDepthPositions() =>
        new(
            Enumerable.Range(0, rules.Count).Where(rule => rules[rule].Path.AnyDepth).Select(rule => new RulePosition(rule, 0)),
            Comparer<RulePosition>.Create((a, b) => (a.Rule, a.Step).CompareTo((b.Rule, b.Step))));

    private RuleAction? First(List<int> matched) => matched.Count == 0 ? null : rules[matched.Min()].Action;

    private RuleNode Node(SortedSet<RulePosition> positions)
    {
        var name = string.Join(' ', positions.Select(position => $"{position.Rule}.{position.Step}"));
        if (!nodes.TryGetValue(name, out var node)) nodes[name] = node = new RuleNode(this, [.. positions], isRoot: false);
        return node;
    }
}
