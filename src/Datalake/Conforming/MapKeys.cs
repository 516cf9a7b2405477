using Datalake.Json;

namespace Datalake.Conforming;

/// <summary>The keys met so far in the maps that are open, innermost last; finds the second use of one.</summary>
internal sealed class MapKeys
{
    // Comparing one by one is cheaper than hashing up to about here, and a map seldom has more.
    private const int FewKeys = 32;

    private readonly List<(int Start, int End, bool Escaped)> ranges = [];

    public void Clear() => ranges.Clear();

    /// <summary>Opens a map.</summary>
    public Scope Open() => new(this, ranges.Count);

    /// <summary>The keys of one open map.</summary>
    internal struct Scope(MapKeys owner, int start)
    {
        private HashSet<string>? names;

        public int Count { get; private set; }

        /// <summary>Adds a key.</summary>
        /// <returns>False when the map has it already.</returns>
        public bool TryAdd(in JsonCursor cursor, int keyStart, int keyEnd, bool escaped)
        {
            var added = names is not null || owner.ranges.Count - start >= FewKeys
                ? AddName(cursor, keyStart, keyEnd)
                : AddRange(cursor, keyStart, keyEnd, escaped);
            if (added) Count++;
            return added;
        }

        /// <summary>Forgets the map's keys.</summary>
        public readonly void Close() => owner.ranges.RemoveRange(start, owner.ranges.Count - start);

        private readonly bool AddRange(in JsonCursor cursor, int keyStart, int keyEnd, bool escaped)
        {
            var key = cursor.Slice(keyStart, keyEnd);
            for (var i = start; i < owner.ranges.Count; i++)
            {
                var known = owner.ranges[i];
                var other = cursor.Slice(known.Start, known.End);
                var same = escaped || known.Escaped
                    ? string.Equals(JsonText.Decode(key), JsonText.Decode(other), StringComparison.Ordinal)
                    : key.SequenceEqual(other);
                if (same) return false;
            }

            owner.ranges.Add((keyStart, keyEnd, escaped));
            return true;
        }

        private bool AddName(in JsonCursor cursor, int keyStart, int keyEnd)
        {
            if (names is null)
            {
                names = new HashSet<string>(StringComparer.Ordinal);
                for (var i = start; i < owner.ranges.Count; i++)
                    names.Add(JsonText.Decode(cursor.Slice(owner.ranges[i].Start, owner.ranges[i].End)));
            }

            return names.Add(JsonText.Decode(cursor.Slice(keyStart, keyEnd)));
        }
    }
}
