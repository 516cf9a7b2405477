namespace Datalake.Datasets;

/// <summary>
/// A key template as an automaton: state <c>i</c> means that the first <c>i</c> atoms are done. A literal atom takes its character and goes
/// on; a placeholder takes a character and both stays and goes on, which is "one or more" without empty moves.
/// </summary>
internal sealed class KeyPattern
{
    private readonly Atom[] atoms;

    public KeyPattern(IEnumerable<KeyTemplatePart> parts)
    {
        atoms = parts
            .SelectMany(part => part.IsPlaceholder
                ? [new Atom('\0', Repeats: true, part.CrossesSlash)]
                : part.Text.Select(c => new Atom(c, Repeats: false, CrossesSlash: false)))
            .ToArray();
    }

    public bool IsMatch(ReadOnlySpan<char> key)
    {
        if (key.Length < atoms.Length) return false;

        // atoms.Length is at most KeyTemplate.MaxBytes.
        Span<bool> states = stackalloc bool[atoms.Length + 1];
        states[0] = true;
        foreach (var c in key)
        {
            // From the last state down, so that a state is set only after it was looked at.
            states[atoms.Length] = false;
            for (var i = atoms.Length - 1; i >= 0; i--)
            {
                if (!states[i]) continue;
                var takes = atoms[i].Takes(c);
                if (takes) states[i + 1] = true;
                states[i] = takes && atoms[i].Repeats;
            }
        }

        return states[atoms.Length];
    }

    /// <summary>Walks both automata at once: the pairs of states that one and the same text can reach.</summary>
    public bool Overlaps(KeyPattern other)
    {
        var reached = new bool[atoms.Length + 1, other.atoms.Length + 1];
        reached[0, 0] = true;

        // Moves never go down in either state, so one pass in this order sees every pair after all that lead to it.
        for (var i = 0; i < atoms.Length; i++)
        {
            for (var j = 0; j < other.atoms.Length; j++)
            {
                if (!reached[i, j] || !atoms[i].Shares(other.atoms[j])) continue;
                reached[i + 1, j + 1] = true;
                if (atoms[i].Repeats) reached[i, j + 1] = true;
                if (other.atoms[j].Repeats) reached[i + 1, j] = true;
            }
        }

        return reached[atoms.Length, other.atoms.Length];
    }

    private readonly record struct Atom(char Literal, bool Repeats, bool CrossesSlash)
    {
        public bool Takes(char c) => Repeats ? CrossesSlash || c != '/' : c == Literal;

        /// <summary>True when some character is taken by both; two placeholders share a letter, say.</summary>
        public bool Shares(Atom other) => (Repeats, other.Repeats) switch
        {
            (true, true) => true,
            (true, false) => Takes(other.Literal),
            _ => other.Takes(Literal),
        };
    }
}
