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
        foreach (var rule in contract.Protect.Where(rule => rule.With == ProtectionKind.Remove)) Protect(rule, new DropAction(Hides: true));
        foreach (var rule in contract.Structure.OfType<DropRule>()) rules.Add((rule.Path, new DropAction(Hides: false)));
        foreach (var rule in contract.Protect.Where(rule => rule.With != ProtectionKind.Remove).OrderBy(rule => rule.With))
        {
            Protect(rule, new ProtectAction(ValueProtector.Create(rule, keys)));
        }

        foreach (var rule in contract.Structure.OfType<EntriesRule>())
        {
            var value = rule.Default is null ? null : Encoding.UTF8.GetBytes(rule.Default);
            rules.Add((rule.Path, new EntriesAction([(byte)'{', .. Member(rule.KeyName)], [(byte)',', .. Member(rule.ValueName)], value)));
        }

        foreach (var rule in contract.Structure.OfType<FillRule>())
            rules.Add((rule.Path, new FillAction(Encoding.UTF8.GetBytes(rule.Value))));
        foreach (var rule in contract.Structure.OfType<RenameRule>()) rules.Add((rule.Path, new RenameAction(Member(rule.To))));
        foreach (var rule in contract.Structure.OfType<CopyRule>())
        {
            var copy = new CopyAction(Copies.Count, Member(rule.To));
            var first = contract.Structure.OfType<CopyRule>().ToList()
                .FindIndex(other => string.Equals(other.To, rule.To, StringComparison.OrdinalIgnoreCase));
            Copies.Add((copy.Member, first));
            rules.Add((rule.Path, copy));
        }

        keptStrings = contract.Raw.Stringified
            ? contract
                .Columns.Where(column => column.Type is PrimitiveType { Kind: PrimitiveKind.String })
                .Select(column => column.Name)
                .ToHashSet(StringComparer.Ordinal)
            : [];
        Stringified = contract.Raw.Stringified;
        Hidden = new HiddenKeys([.. protecting.Where(rule => rules[rule].Path.AnyDepth).Select(rule => rules[rule])]);
        Anywhere = Node(AnyDepthPositions());
        Root = new RuleNode(this, [.. Enumerable.Range(0, rules.Count).Select(rule => new RulePosition(rule, 0))], isRoot: true);
    }

    /// <summary>Where the rules stand at the top of a record.</summary>
    public RuleNode Root { get; }

    /// <summary>Where the rules stand in a place that no path can name: only those for any depth.</summary>
    public RuleNode Anywhere { get; }

    /// <summary>By the number of a copy the key its value gets, with the colon, and the number of the first copy to that key.</summary>
    public List<(byte[] Member, int First)> Copies { get; } = [];

    /// <summary>Finds what a protect rule for any depth hides in strings that hold JSON.</summary>
    public HiddenKeys Hidden { get; }

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
            var path = rules[position.Rule].Path;
            if (MatchedStep(position, key, name) is not { } at) continue;
            var step = path.Steps[at];
            if (at == path.Steps.Count - 1) (step.Elements ? elementActions : actions).Add(position.Rule);
            else (step.Elements ? inElement : inObject).Add(new RulePosition(position.Rule, at + 1));
        }

        var outcome = WithCopies(
            Guarded(actions, elementActions, inObject, inElement) with
            {
                KeepString = !node.IsRoot || !Stringified || keptStrings.Contains(name),
                Renamed = actions.Select(rule => rules[rule].Action).OfType<RenameAction>().FirstOrDefault()?.Member,
                DefaultBit = DefaultKeys(node).FindIndex(known => known == name) is var index and >= 0 ? 1UL << index : 0,
            },
            actions,
            inObject);
        return outcome with
        {
            IsPlainMember = outcome is { Renamed: null, Copies.Length: 0, DefaultBit: 0 },
            IsPlainValue = outcome is { Action: null, Guard: null },
        };
    }

    /// <summary>What is appended to an object of a node for each key that is absent and has a default.</summary>
    public byte[][] DefaultsOf(RuleNode node)
    {
        var defaults = new List<byte[]>();
        foreach (var key in DefaultKeys(node))
        {
            var rule = node.Positions.First(position => HasDefault(position, key)).Rule;
            var written = node.Positions.Where(position => Renames(position, key)).OrderBy(position => position.Rule)
                .Select(position => ((RenameAction)rules[position.Rule].Action).Member)
                .FirstOrDefault() ?? Member(rules[rule].Path.Steps[^1].Key);
            defaults.Add([.. written, .. DefaultOf(rules[rule].Action)!]);
        }

        return [.. defaults];
    }

    private static byte[] Member(string name)
    {
        using var text = new Utf8Output(64);
        JsonText.WriteString(text, Encoding.UTF8.GetBytes(name));
        text.WriteByte((byte)':');
        return text.WrittenSpan.ToArray();
    }

    private void Protect(ProtectRule rule, RuleAction action)
    {
        protecting.Add(rules.Count);
        rules.Add((rule.Path, action));
    }

    /// <summary>
    /// The step of a rule's path that a key completes; null where the rule does not speak of the key. A protect rule also knows its keys
    /// written as one, <c>customer.email</c>.
    /// </summary>
    private int? MatchedStep(RulePosition position, string key, string name)
    {
        var steps = rules[position.Rule].Path.Steps;
        if (steps[position.Step].Matches(key) || steps[position.Step].Matches(name)) return position.Step;
        if (!protecting.Contains(position.Rule)) return null;
        var joined = string.Empty;
        for (var step = position.Step; step < steps.Count - 1; step++)
        {
            joined += steps[step].Key + ".";
            foreach (var candidate in (string[])[key, name])
            {
                if (!candidate.StartsWith(joined, StringComparison.OrdinalIgnoreCase)) continue;
                if (steps[step + 1].Matches(candidate.AsSpan(joined.Length))) return step + 1;
            }
        }

        return null;
    }

    /// <summary>
    /// What a key leads to by its rules. A protect rule that goes on inside finds its field only in an object or an array as its path has
    /// it; any other shape is hidden as a whole.
    /// </summary>
    private RuleOutcome Guarded(
        List<int> actions, List<int> elementActions, SortedSet<RulePosition> inObject, SortedSet<RulePosition> inElement)
    {
        var ofObject = inObject.Where(position => position.Step > 0 && protecting.Contains(position.Rule)).ToArray();
        var ofElements = inElement.Where(position => position.Step > 0 && protecting.Contains(position.Rule)).ToArray();
        var elements = elementActions.Where(protecting.Contains).ToArray();
        var hiding = ofObject.Concat(ofElements).Select(position => position.Rule).Concat(elements).ToList();
        return new RuleOutcome(First(actions), First(elementActions), Node(inObject), Node(inElement))
        {
            Guard = First(hiding),
            GuardsObject = elements.Length > 0 || !AreCovered(ofElements, ofObject),
            GuardsArray = !AreCovered(ofObject, ofElements),
        };

        // Two rules, one for the object and one for the array of them, may cover both shapes.
        bool AreCovered(RulePosition[] positions, RulePosition[] others) =>
            positions.All(position => others.Any(other => Rest(position).SequenceEqual(Rest(other))));

        IEnumerable<FieldPathStep> Rest(RulePosition position) => rules[position.Rule].Path.Steps.Skip(position.Step);
    }

    private RuleOutcome WithCopies(RuleOutcome outcome, List<int> actions, SortedSet<RulePosition> inObject)
    {
        if (outcome.Action is DropAction { Hides: true }) return outcome;
        var copies = actions.Select(rule => rules[rule].Action).OfType<CopyAction>().Select(copy => copy.Number).ToArray();
        if (outcome.Action is not DropAction) return outcome with { Copies = copies };
        if (copies.Length == 0 && !inObject.Any(position => rules[position.Rule].Action is CopyAction)) return outcome;
        var kept = actions.Where(rule => rules[rule].Action is not DropAction).ToList();
        return outcome with { Dropped = outcome with { Action = First(kept), Copies = copies } };
    }

    /// <summary>The keys that get a default where they are absent, in lower case. More than 64 in one object would have no bit.</summary>
    private List<string> DefaultKeys(RuleNode node) =>
        [
            .. node.Positions.Where(position => HasDefault(position, null))
                .Select(position => DefaultKey(position.Rule))
                .Distinct(StringComparer.Ordinal)
                .Where(key => !node.Positions.Any(position => TakesAway(position, key)))
                .Take(64),
        ];

    private bool Renames(RulePosition position, string key) =>
        rules[position.Rule] is { Action: RenameAction, Path: var path }
        && position.Step == path.Steps.Count - 1
        && path.Steps[position.Step].Matches(key);

    private bool TakesAway(RulePosition position, string key) =>
        rules[position.Rule] is { Action: DropAction or ProtectAction, Path: var path }
        && position.Step == path.Steps.Count - 1
        && !path.Steps[position.Step].Elements
        && path.Steps[position.Step].Matches(key);

    private bool HasDefault(RulePosition position, string? key) =>
        rules[position.Rule] is { Path: { AnyDepth: false } path }
        && DefaultOf(rules[position.Rule].Action) is not null
        && position.Step == path.Steps.Count - 1
        && path.Steps[position.Step] is { Elements: false, IsPattern: false }
        && (key is null || key == DefaultKey(position.Rule));

    private static byte[]? DefaultOf(RuleAction action) => action switch
    {
        EntriesAction entries => entries.Default,
        FillAction fill => fill.Value,
        _ => null,
    };

    private string DefaultKey(int rule) => rules[rule].Path.Steps[^1].Key.ToLowerInvariant();

    private SortedSet<RulePosition> AnyDepthPositions() =>
        new(
            Enumerable.Range(0, rules.Count).Where(rule => rules[rule].Path.AnyDepth).Select(rule => new RulePosition(rule, 0)),
            Comparer<RulePosition>.Create((a, b) => (a.Rule, a.Step).CompareTo((b.Rule, b.Step))));

    private RuleAction? First(List<int> matched) =>
        matched.Order().Select(rule => rules[rule].Action).FirstOrDefault(action => action is not (RenameAction or CopyAction));

    private RuleNode Node(SortedSet<RulePosition> positions)
    {
        var name = string.Join(' ', positions.Select(position => $"{position.Rule}.{position.Step}"));
        if (!nodes.TryGetValue(name, out var node)) nodes[name] = node = new RuleNode(this, [.. positions], isRoot: false);
        return node;
    }
}
