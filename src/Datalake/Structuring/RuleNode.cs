using Datalake.Datasets;
using Datalake.Json;

namespace Datalake.Structuring;

/// <summary>
/// Where the rules of a contract stand at one place of a record: the rules that a key of this object could still meet. What a key leads to
/// is worked out the first time it is seen and remembered by its bytes.
/// </summary>
internal sealed class RuleNode(RuleTree tree, IReadOnlyList<RulePosition> positions, bool isRoot)
{
    /// <summary>The keys met so far.</summary>
    public KeyTable<RuleOutcome> Keys { get; } = new();

    /// <summary>The rules that a key of this object could meet.</summary>
    public IReadOnlyList<RulePosition> Positions { get; } = positions;

    /// <summary>True for the record itself, whose values may be strings that hold JSON.</summary>
    public bool IsRoot { get; } = isRoot;

    /// <summary>True when nothing below can match: a value here is copied without looking at its keys.</summary>
    public bool IsInert => Positions.Count == 0 && !IsRoot;

    /// <summary>Works out what a key leads to and remembers it.</summary>
    /// <param name="key">The bytes between the quotes.</param>
    /// <param name="previous">The entry of the key before it.</param>
    public KeyTable<RuleOutcome>.Entry Learn(ReadOnlySpan<byte> key, KeyTable<RuleOutcome>.Entry previous) =>
        Keys.Add(key, tree.Resolve(this, JsonText.Decode(key)), previous);
}

/// <summary>A rule, and how many of its path's keys are behind.</summary>
/// <param name="Rule">The rule's index in the tree.</param>
/// <param name="Step">The next key to meet.</param>
internal readonly record struct RulePosition(int Rule, int Step);

/// <summary>What a key leads to.</summary>
/// <param name="Action">What to do with its value.</param>
/// <param name="Elements">What to do with each element, when the value is an array.</param>
/// <param name="InObject">Where the rules stand inside the value, when it is an object.</param>
/// <param name="InElement">Where they stand inside the elements, when it is an array.</param>
/// <param name="KeepString">True when a string here is not looked into for JSON.</param>
/// <param name="HoldsProtected">True when a protect rule reaches into the value.</param>
internal sealed record RuleOutcome(
    RuleAction? Action, RuleAction? Elements, RuleNode InObject, RuleNode InElement, bool KeepString, bool HoldsProtected);

/// <summary>What a rule does to a value.</summary>
internal abstract record RuleAction;

/// <summary>Key and value go.</summary>
internal sealed record DropAction : RuleAction;

/// <summary>The object becomes an array of entries.</summary>
internal sealed record EntriesAction(byte[] KeyPrefix, byte[] ValuePrefix, byte[]? Default) : RuleAction;

/// <summary>The value is replaced by its protected form.</summary>
internal sealed record ProtectAction(Protection.ValueProtector Protector) : RuleAction;
