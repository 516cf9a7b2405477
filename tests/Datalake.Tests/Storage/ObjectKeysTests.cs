using System.Text;
using Datalake.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Tests.Storage;

public class ObjectKeysTests
{
    [Fact]
    public void Keys_are_ordered_by_their_UTF_8_bytes()
    {
        var key = Gen.Elements("a", "b", "/", "é", "\uD7FF", "\uE000", "\uFFFD", "🦆", "\U0010FFFF").ListOf().Select(string.Concat);
        Prop.ForAll(
            Gen.Zip(key, key).ToArbitrary(),
            keys =>
            {
                var byBytes = Encoding.UTF8.GetBytes(keys.Item1).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(keys.Item2));
                Assert.Equal(Math.Sign(byBytes), Math.Sign(ObjectKeys.Compare(keys.Item1, keys.Item2)));
            }).Holds(500);
    }
}
