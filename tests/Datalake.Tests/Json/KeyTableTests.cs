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
            Property.Made(random => Enumerable.Range(0, 300).Select(_ => new string('k', random.Next(20)) + random.Next(40).ToString(CultureInfo.InvariantCulture)).ToArray()),
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

    private static byte[] Key(int number) => Encoding.UTF8.GetBytes($"key {number}");
}
