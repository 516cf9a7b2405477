using Datalake.Generator.Orders;

namespace Datalake.Generator.Writing;

/// <summary>Makes a record unreadable in one of the ways that a lake meets. Each result is one record that belongs in quarantine.</summary>
internal static class RecordSpoiler
{
    private const int WayCount = 5;

    /// <summary>Spoils the record in place.</summary>
    /// <param name="record">A good record; its bytes may change.</param>
    /// <param name="version">Whose record it is; decides the way.</param>
    /// <returns>The part of <paramref name="record"/> that is left.</returns>
    public static Span<byte> Spoil(Span<byte> record, OrderVersion version)
    {
        var random = version.Order.Random(OrderPart.Spoiling + version.Stage);
        switch (random.Below(WayCount))
        {
            case 0: // cut off in the middle, as by a broken upload
                return record[..random.Between(record.Length / 4, record.Length * 3 / 4)];

            case 1: // no colon behind the first key
                record[record.IndexOf((byte)':')] = (byte)' ';
                return record;

            case 2: // no identity: the first field goes, and the comma behind it becomes the brace
                var rest = record[record.IndexOf((byte)',')..];
                rest[0] = (byte)'{';
                return rest;

            case 3: // JSON, but no object: the order's number alone
                var first = record[(record.IndexOf((byte)':') + 1)..];
                return first[..first.IndexOf((byte)',')];

            default: // a thirteenth month in both dates that could say when it changed
                SpoilMonth(record, "\"CreationDate\":\""u8);
                SpoilMonth(record, "\"LastChange\":\""u8);
                return record;
        }
    }

    private static void SpoilMonth(Span<byte> record, ReadOnlySpan<byte> field)
    {
        var month = record.IndexOf(field) + field.Length + "yyyy-".Length;
        "13"u8.CopyTo(record[month..]);
    }
}
