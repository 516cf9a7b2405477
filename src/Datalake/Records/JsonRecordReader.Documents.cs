using System.Text;
using Datalake.Datasets;
using Datalake.Documents;
using Datalake.Json;

namespace Datalake.Records;

/// <content>
/// Goes down into a document to where its records lie. What stands elsewhere in it is passed over, so a document may have any size.
/// </content>
internal sealed partial class JsonRecordReader
{
    private const int ShownKeys = 12;

    private readonly List<Level> levels = [];
    private readonly List<string> keys = [];
    private int documentIndent;
    private bool isDocumentBroken;
    private bool isFound;
    private int deepest;

    private Take? BeginDocument()
    {
        documentIndent = indent;
        isDocumentBroken = false;
        isFound = false;
        keys.Clear();
        needsComma = true;
        return Descend(step: 0, isArray: false);
    }

    private Take? Descend(int step, bool isArray)
    {
        levels.Add(new Level(step, isArray));
        if (!isFound && !isArray)
        {
            deepest = step;
            keys.Clear();
        }

        return Pass(1);
    }

    private Take? BeginInDocument(bool ended)
    {
        var level = levels[^1];
        var first = Window.Span[0];
        if (first == (byte)',') return Pass(1);
        if (first == (level.IsArray ? (byte)']' : (byte)'}')) return Ascend();
        if (level.IsArray) return BeginValue(level.Step, first);
        return first == (byte)'"' ? BeginMember(level, ended) : FailDocument("A key was expected");
    }

    private Take? Ascend()
    {
        levels.RemoveAt(levels.Count - 1);
        if (levels.Count > 0 || isFound || isDocumentBroken) return Pass(1);
        var shownKeys = keys.Count == 0 ? "It has no keys" : $"The keys there are {string.Join(", ", keys)}";
        var where = deepest == 0 ? "the document" : $"{string.Join('.', records!.Steps.Take(deepest).Select(step => step.Key))}";
        return Bad(
            1,
            RecordRules.NoRecords,
            $"The document has no '{records!.Steps[deepest].Key}' in {where}, where raw.records ('{records.Text}') looks for records. "
                + $"{shownKeys}. Correct raw.records, or send such documents elsewhere.");
    }

    /// <summary>Takes a key and the colon behind it, and begins the value.</summary>
    private Take? BeginMember(Level level, bool ended)
    {
        var text = Window.Span;
        var cursor = new JsonCursor(text.Length > Limits.RecordBytes ? text[..Limits.RecordBytes] : text);
        var isKey = cursor.ReadString(out var start, out var end, out _);
        if (isKey)
        {
            cursor.SkipWhiteSpace();
            isKey = cursor.Expect((byte)':');
        }

        if (isKey)
        {
            cursor.SkipWhiteSpace();
            if (cursor.AtEnd) cursor.Fail(JsonFault.Truncated);
        }

        if (!isKey || cursor.AtEnd)
            return cursor.Fault == JsonFault.Truncated && !ended && text.Length <= Limits.RecordBytes
                ? Take.NeedMore
                : FailDocument("A key with its value was expected");

        var key = JsonText.Decode(text[start..end]);
        if (!isFound && level.Step == deepest && keys.Count <= ShownKeys)
            keys.Add(keys.Count == ShownKeys ? "…" : $"'{Excerpt.Around(key, 0)}'");
        var isStep = records!.Steps[level.Step].Matches(key);
        var first = text[cursor.Position];
        Pass(cursor.Position);
        return isStep ? BeginValue(level.Step, first) : Begin(Mode.Skipped);
    }

    /// <summary>Begins a value that the step of the path names, or an element of it.</summary>
    private Take? BeginValue(int step, byte first)
    {
        var isLast = step == records!.Steps.Count - 1;
        isFound |= isLast;
        isBatch |= isLast;
        if (first == (byte)'{') return isLast ? Begin(Mode.Object) : Descend(step + 1, isArray: false);
        if (first == (byte)'[' && !levels[^1].IsArray) return Descend(step, isArray: true);

        // A null in the place of the records is a batch without any.
        var isNone = first == (byte)'n' && !levels[^1].IsArray;
        return Begin(isLast && !isNone ? Mode.Value : Mode.Skipped);
    }

    /// <summary>What is left of the document cannot be read.</summary>
    private Take? FailDocument(string expected)
    {
        indent = documentIndent;
        levels.Clear();
        BeginFault(isGarbage: false);
        problem = new RecordProblem(
            RecordRules.MalformedJson, $"{expected} here in the document, on the way to '{records!.Text}'; the rest of it cannot be read.", 0);
        return null;
    }

    private Take? SkipValue(bool ended)
    {
        if (!values.Advance(Window.Span, out var end))
        {
            Window.Consume(Window.Length);
            if (!ended) return Take.NeedMore;
            mode = Mode.Between;
            return null;
        }

        if (values.IsBroken)
        {
            Window.Consume(end);
            return FailDocument("The end of a string was expected");
        }

        var value = Window.Span[..end];
        if (value.Contains((byte)'\n')) indent = IndentOfLastLine(value);
        Pass(end);
        mode = Mode.Between;
        return null;
    }

    /// <summary>An object or array of the document that holds records, or leads to them.</summary>
    /// <param name="Step">The step of the path: of an object's keys, or that gave the array.</param>
    /// <param name="IsArray">True for an array.</param>
    private readonly record struct Level(int Step, bool IsArray);
}
