using Datalake.Datasets;
using Datalake.Embedded.Engine;
using Datalake.Embedded.Queries;
using Datalake.Embedded.Queries.Views;
using DuckDB.NET.Data;

namespace Datalake.Embedded.Adopting;

/// <summary>Makes of Athena's and Hive's statements what the lake has in their place: contracts and views.</summary>
public sealed class DdlImport
{
    private readonly List<ProposedFile> files = [];
    private readonly List<DdlNote> notes = [];
    private readonly Dictionary<string, KeyTemplate> keys = new(StringComparer.Ordinal);
    private string database = "default";

    private DdlImport()
    {
    }

    /// <summary>The files that are proposed, with their paths below the directory of datasets.</summary>
    public IReadOnlyList<ProposedFile> Files => files;

    /// <summary>What was made of each statement, and of what is none, in the order of the text.</summary>
    public IReadOnlyList<DdlNote> Notes => notes;

    /// <summary>Reads statements.</summary>
    /// <param name="text">The text; other things may stand between the statements.</param>
    public static DdlImport Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var scratch = new ScratchFolder();
        using var engine = scratch.OpenEngine(new EngineOptions());
        var import = new DdlImport();
        foreach (var part in DdlText.Split(text, sql => IsQuery(engine, sql))) import.Take(part);
        return import;
    }

    private static bool IsQuery(DuckDBConnection engine, string sql)
    {
        try
        {
            ReadOnlySql.Check(engine, sql);
            return true;
        }
        catch (QueryRefusedException)
        {
            return false;
        }
    }

    private void Take(DdlPart part)
    {
        if (!part.IsStatement)
        {
            Note(part, $"skipped, no statement: {Shorten(part.Text)}");
            return;
        }

        var (first, second) = (part.Tokens[0], part.Tokens[1]);
        if (first.Is("SELECT") || first.Is("WITH"))
            Note(part, $"a query, which needs no change: lake query. To keep it, make a view of it: CREATE VIEW name AS {Shorten(part.Text)}");
        else if (!first.Is("CREATE")) Note(part, $"skipped, the lake needs no {first.Value.ToUpperInvariant()} {second.Value.ToUpperInvariant()}: {Shorten(part.Text)}");
        else if (second.Is("DATABASE") || second.Is("SCHEMA")) TakeDatabase(part);
        else if (second.Is("EXTERNAL") || second.Is("TABLE")) TakeTable(part);
        else TakeView(part);
    }

    private void TakeDatabase(DdlPart part)
    {
        if (part.Tokens.LastOrDefault(token => token.Kind is DdlTokenKind.Name or DdlTokenKind.Word) is not { Value: { } } last) return;
        var name = part.Tokens.Count > 5 && part.Tokens[2].Is("IF") ? part.Tokens[5].Value : part.Tokens.Count > 2 ? part.Tokens[2].Value : last.Value;
        database = name.ToLowerInvariant();
        Note(part, $"the database '{database}', which the contracts name");
    }

    private void TakeTable(DdlPart part)
    {
        DdlTable table;
        try
        {
            table = new DdlTableParser(part.Tokens).Parse();
        }
        catch (FormatException failure)
        {
            Note(part, $"skipped, {failure.Message}: {Shorten(part.Text)}");
            return;
        }

        var home = table.Database ?? database;
        var name = keys.ContainsKey(table.Name) ? $"{home}_{table.Name}" : table.Name;
        if (!ViewName.IsPlain(name) || keys.ContainsKey(name))
        {
            Note(part, $"skipped, the table '{table.Name}' has a name that a dataset cannot have (lower-case letters, digits and underscores, first a letter), or has had before");
            return;
        }

        var proposal = ProposedContract.Of(table, name, home);
        if (proposal.Refusal is { } refusal)
        {
            Note(part, $"skipped, the table '{table.Name}': {refusal}");
            return;
        }

        var template = KeyTemplate.Parse(proposal.Keys);
        Note(part, $"the table '{home}.{table.Name}' becomes {name}/dataset.json");
        foreach (var note in proposal.Notes) Note(part, $"{name}: {note}");
        foreach (var (other, earlier) in keys.Where(other => other.Value.Overlaps(template)))
            Note(part, $"{name}: '{proposal.Keys}' also matches files of '{other}' ({earlier}). Make the templates differ; a file belongs to one dataset.");
        keys.Add(name, template);
        files.Add(new ProposedFile($"{name}/dataset.json", proposal.Json));
    }

    private void TakeView(DdlPart part)
    {
        ViewStatement? view;
        try
        {
            view = ViewStatement.Parse(part.Text);
        }
        catch (QueryRefusedException refused)
        {
            Note(part, $"skipped, {refused.Message}");
            return;
        }

        if (view is null || ViewName.ProblemOf(view.Name) is not null)
        {
            Note(part, $"skipped, {(view is null ? "no view" : ViewName.ProblemOf(view.Name))}: {Shorten(part.Text)}");
            return;
        }

        // Where the database is the only one, its folder may be left out; with its folder it stays right when others come.
        var home = view.Database ?? database;
        var path = $"views/{home}/{view.Name}.sql";
        files.RemoveAll(file => file.Path == path);
        files.Add(new ProposedFile(path, view.Sql + "\n"));
        Note(part, $"the view '{home}.{view.Name}' becomes {path}");
    }

    private void Note(DdlPart part, string text) => notes.Add(new DdlNote(part.Line, text));

    private static string Shorten(string text)
    {
        const int Longest = 60;
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > Longest ? line[..Longest] + "…" : line;
    }
}

/// <summary>A file that is proposed.</summary>
/// <param name="Path">Its path below the directory of datasets, with <c>/</c>.</param>
/// <param name="Text">What it holds.</param>
public sealed record ProposedFile(string Path, string Text);

/// <summary>What was made of a part of the text.</summary>
/// <param name="Line">The line where the part begins, from 1.</param>
/// <param name="Text">What was made of it.</param>
public sealed record DdlNote(int Line, string Text);
