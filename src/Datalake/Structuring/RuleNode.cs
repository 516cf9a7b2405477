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

    /// <summary>What is written at the end of an object here in which one of these keys is absent: key, colon and value.</summary>
    public byte[][] Defaults => field ??= tree.DefaultsOf(this);

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
internal sealed record RuleOutcome(RuleAction? Action, RuleAction? Elements, RuleNode InObject, RuleNode InElement)
{
    /// <summary>True when a string here is not looked into for JSON.</summary>
    public bool KeepString { get; init; }

    /// <summary>
    /// What hides a value here that does not have the shape a protect rule's path expects, so that the rule cannot find its field in it;
    /// null where no protect rule goes on inside.
    /// </summary>
    public RuleAction? Guard { get; init; }

    /// <summary>True when an object here is hidden as a whole: a protect rule expects an array.</summary>
    public bool GuardsObject { get; init; }

    /// <summary>True when an array here is hidden as a whole: a protect rule expects an object.</summary>
    public bool GuardsArray { get; init; }

    /// <summary>The key to write in place of the one that came, with its colon; null to keep it.</summary>
    public byte[]? Renamed { get; init; }

    /// <summary>The copy rules, by their number, that take the value.</summary>
    public int[] Copies { get; init; } = [];

    /// <summary>The bit of the key among <see cref="RuleNode.Defaults"/>; 0 where it is not one of them.</summary>
    public ulong DefaultBit { get; init; }

    /// <summary>True when no rule speaks of the member, whatever its value: of its name, of copies, of a default.</summary>
    public bool IsPlainMember { get; init; }

    /// <summary>True when no rule speaks of the value itself; rules may go on inside. Most keys are plain in both, and fast.</summary>
    public bool IsPlainValue { get; init; }

    /// <summary>For a key that is dropped and copied from: what to do with the value to find out what is copied.</summary>
    public RuleOutcome? Dropped { get; init; }
}

/// <summary>What a rule does to a value.</summary>
internal abstract record RuleAction;

/// <summary>Key and value go.</summary>
/// <param name="Hides">True when a protect rule says so: then nothing is copied from the value either.</param>
internal sealed record DropAction(bool Hides) : RuleAction;

/// <summary>The object becomes an array of entries.</summary>
internal sealed record EntriesAction(byte[] KeyPrefix, byte[] ValuePrefix, byte[]? Default) : RuleAction;

/// <summary>The value is written in place of null, and where the key is absent.</summary>
internal sealed record FillAction(byte[] Value) : RuleAction;

/// <summary>The value is replaced by its protected form.</summary>
internal sealed record ProtectAction(Protection.ValueProtector Protector) : RuleAction;

/// <summary>The key is written under another name.</summary>
internal sealed record RenameAction(byte[] Member) : RuleAction;

/// <summary>The value is also written at the end of the record.</summary>
internal sealed record CopyAction(int Number, byte[] Member) : RuleAction;
