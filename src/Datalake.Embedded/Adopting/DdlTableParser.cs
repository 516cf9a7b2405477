using System.Text;

namespace Datalake.Embedded.Adopting;

/// <summary>Reads a statement CREATE [EXTERNAL] TABLE.</summary>
/// <param name="tokens">Its tokens.</param>
internal sealed class DdlTableParser(IReadOnlyList<DdlToken> tokens)
{
    private int at;

    /// <summary>Reads the statement.</summary>
    /// <exception cref="FormatException">It is not one; the message says what was expected.</exception>
    public DdlTable Parse()
    {
        Need("CREATE");
        Take("EXTERNAL");
        Need("TABLE");
        if (Take("IF"))
        {
            Need("NOT");
            Need("EXISTS");
        }

        var names = new List<string> { Name() };
        while (Take('.')) names.Add(Name());
        var table = new DdlTable(names.Count > 1 ? names[^2].ToLowerInvariant() : null, names[^1].ToLowerInvariant());
        if (Take("AS") || Take("WITH"))
            throw new FormatException("it makes a table from a query. Make a view of the query: CREATE VIEW … AS");
        Columns(table.Columns);
        while (at < tokens.Count) Clause(table);
        return table;
    }

    private void Clause(DdlTable table)
    {
        if (Take("COMMENT")) Text();
        else if (Take("PARTITIONED"))
        {
            Need("BY");
            Columns(table.Partitions);
        }
        else if (Take("CLUSTERED") || Take("SORTED"))
        {
            Need("BY");
            Skip();
            if (Take("INTO")) at += 2;
        }
        else if (Take("ROW"))
        {
            Need("FORMAT");
            if (Take("SERDE")) table.Reader = Text();
            else Need("DELIMITED");
        }
        else if (Take("WITH"))
        {
            Need("SERDEPROPERTIES");
            Properties(table);
        }
        else if (Take("FIELDS")) table.Properties["field.delim"] = Terminated();
        else if (Take("ESCAPED")) table.Properties["escape.delim"] = By();
        else if (Take("LINES")) Terminated();
        else if (Take("COLLECTION") || Take("MAP"))
        {
            at++;
            Terminated();
        }
        else if (Take("NULL"))
        {
            Need("DEFINED");
            Need("AS");
            table.Properties["serialization.null.format"] = Text();
        }
        else if (Take("STORED"))
        {
            Need("AS");
            if (Take("INPUTFORMAT"))
            {
                table.Stored = Text();
                Need("OUTPUTFORMAT");
                Text();
            }
            else table.Stored = Name();
        }
        else if (Take("LOCATION")) table.Location = Text();
        else if (Take("TBLPROPERTIES")) Properties(table);
        else throw Unexpected("a clause of CREATE EXTERNAL TABLE");
    }

    private void Columns(List<DdlColumn> columns)
    {
        NeedSymbol('(');
        do
        {
            var name = Name().ToLowerInvariant();
            columns.Add(new DdlColumn(name, Type()));
            if (Take("COMMENT")) Text();
        }
        while (Take(','));

        NeedSymbol(')');
    }

    // Up to the comma or bracket that is not within the type.
    private string Type()
    {
        var text = new StringBuilder();
        for (var depth = 0; at < tokens.Count; at++)
        {
            var token = tokens[at];
            if (depth == 0 && (token.Is(',') || token.Is(')') || token.Is("COMMENT"))) break;
            if (token.Is("COMMENT") && at + 1 < tokens.Count && tokens[at + 1].Kind == DdlTokenKind.Text)
            {
                at++;
                continue;
            }

            if (token.Is('<') || token.Is('(')) depth++;
            else if (token.Is('>') || token.Is(')')) depth--;
            text.Append(token.Kind == DdlTokenKind.Name ? $"`{token.Value}`" : IsField() ? token.Value : TypeWord(token));
        }

        return text.Length > 0 ? text.ToString() : throw Unexpected("a type");
    }

    private bool IsField() => at + 1 < tokens.Count && tokens[at + 1].Is(':');

    // A contract has one type of texts, and texts as the keys of maps.
    private string TypeWord(DdlToken token)
    {
        if (token.Is("real")) return "float";
        if (token.Kind == DdlTokenKind.Word && at >= 2 && tokens[at - 1].Is('<') && tokens[at - 2].Is("map")) return "string";
        if (!token.Is("varchar") && !token.Is("char")) return token.Value;
        if (at + 3 < tokens.Count && tokens[at + 1].Is('(') && tokens[at + 3].Is(')')) at += 3;
        return "string";
    }

    private void Properties(DdlTable table)
    {
        NeedSymbol('(');
        do
        {
            var name = Text();
            NeedSymbol('=');
            table.Properties[name] = Text();
        }
        while (Take(','));

        NeedSymbol(')');
    }

    private void Skip()
    {
        NeedSymbol('(');
        for (var depth = 1; depth > 0 && at < tokens.Count; at++) depth += tokens[at].Is('(') ? 1 : tokens[at].Is(')') ? -1 : 0;
    }

    private string Terminated()
    {
        Need("TERMINATED");
        return By();
    }

    private string By()
    {
        Need("BY");
        return Text();
    }

    private string Name() =>
        at < tokens.Count && tokens[at].Kind is (DdlTokenKind.Word or DdlTokenKind.Name) ? tokens[at++].Value : throw Unexpected("a name");

    private string Text() =>
        at < tokens.Count && tokens[at].Kind is (DdlTokenKind.Text or DdlTokenKind.Name) ? tokens[at++].Value : throw Unexpected("a string");

    private bool Take(string word)
    {
        if (at >= tokens.Count || !tokens[at].Is(word)) return false;
        at++;
        return true;
    }

    private bool Take(char symbol)
    {
        if (at >= tokens.Count || !tokens[at].Is(symbol)) return false;
        at++;
        return true;
    }

    private void Need(string word)
    {
        if (!Take(word)) throw Unexpected(word);
    }

    private void NeedSymbol(char symbol)
    {
        if (!Take(symbol)) throw Unexpected(symbol.ToString());
    }

    private FormatException Unexpected(string expected) =>
        new($"expected {expected}, found {(at < tokens.Count ? $"'{tokens[at].Value}'" : "the end")}");
}
