using System.Globalization;
using System.Text;
using Datalake.Json;
using Datalake.Tests.Checking;

namespace Datalake.Tests.Json;

public class KeyTableTests
{
    private const int MostKept = 2048;

    [Fact]
    public void Keys_in_any_order_are_found_with_what_was_remembered_of_them() =>
        Property.Holds(
            Property.Made(random =>
                Enumerable
                    .Range(0, 300)
                    .Select(_ => new string('k', random.Next(20)) + random.Next(40).ToString(CultureInfo.InvariantCulture))
                    .ToArray()
            ),
            keys =>
            {
                var table = new KeyTable<string>();
                var previous = table.Start;
                foreach (var key in keys)
                {
                    var bytes = Encoding.UTF8.GetBytes(key);
                    previous = table.Find(bytes, previous) ?? table.Add(bytes, key, previous);
                    Assert.Equal(key, previous.Value);
                }
            },
            300);

    [Fact]
    public void Past_the_most_keys_nothing_more_is_kept_not_even_as_a_follower()
    {
        var table = new KeyTable<int>();
        var previous = table.Start;
        for (var i = 0; i < MostKept + 10; i++) previous = table.Add(Key(i), i, previous);
        Assert.NotNull(table.Find(Key(MostKept - 1), table.Start));
        Assert.Null(table.Find(Key(MostKept), table.Start));
        Assert.Null(table.Find(Key(MostKept + 5), table.Add(Key(MostKept + 4), 0, table.Start)));
        Assert.Null(previous.Follower);
        var last = table.Find(Key(MostKept - 1), table.Start);
        Assert.NotNull(last);
        table.Add(Key(MostKept), 0, last);
        Assert.Null(last.Follower);
    }

    [Fact]
    public void A_key_that_came_next_the_last_time_is_taken_where_it_stands_again_and_nowhere_else()
    {
        for (var length = 0; length <= 40; length++)
        {
            var key = new string('k', length);
            var table = new KeyTable<int>();
            var entry = table.Add(Encoding.UTF8.GetBytes(key), 7, table.Start);
            var fits = length <= 29;
            Assert.Equal((fits, length + 4), Take(table, $",\"{key}\":{new string('1', 40)}"));
            Assert.Equal((fits, length + 4), Take(table, $",\"{key}\":{new string('1', Math.Max(0, 29 - length))}"));
            if (length < 29)
                Assert.False(Take(table, $",\"{key}\":{new string('1', 28 - length)}").Taken, "It looked behind the end of the text.");
            Assert.False(Take(table, $"{{\"{key}\":{new string('1', 40)}").Taken);
            Assert.False(Take(table, $",\"{key}k\":{new string('1', 40)}").Taken);
            Assert.False(Take(table, $",\"{key}\" :{new string('1', 40)}").Taken);
            Assert.False(Take(table, $", \"{key}\":{new string('1', 40)}").Taken);
            for (var i = 0; i < length; i++) Assert.False(Take(table, $",\"{key[..i]}K{key[(i + 1)..]}\":{new string('1', 40)}").Taken);
            Assert.False(Take(table, $",\"{key}\":{new string('1', 40)}", entry).Taken, "Nothing has followed this key yet.");
        }
    }

    /// <summary>Whether the key that followed the last time is taken, and where the cursor stands then.</summary>
    private static (bool Taken, int Position) Take(KeyTable<int> table, string text, KeyTable<int>.Entry? behind = null)
    {
        var cursor = new JsonCursor(Encoding.UTF8.GetBytes(text));
        var entry = behind ?? table.Start;
        var taken = KeyTable<int>.TakeFollower(ref cursor, (byte)',', ref entry);
        Assert.Equal(taken ? 7 : (behind ?? table.Start).Value, entry.Value);
        return (taken, taken ? cursor.Position : text.IndexOf(':', StringComparison.Ordinal) + 1);
    }

    private static byte[] Key(int number) => Encoding.UTF8.GetBytes($"key {number}");
}
