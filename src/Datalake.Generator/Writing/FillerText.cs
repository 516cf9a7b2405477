using System.Text;
using Datalake.Generator.Orders;

namespace Datalake.Generator.Writing;

/// <summary>Plain words without any character that JSON escapes, so a piece takes as many bytes in a record as it has.</summary>
internal sealed class FillerText
{
    private const int Choices = 1024;

    private static readonly string[] Words =
    [
        "cart",
        "customer",
        "entered",
        "through",
        "campaign",
        "landing",
        "page",
        "then",
        "searched",
        "for",
        "gift",
        "wrapped",
        "items",
        "with",
        "express",
        "delivery",
        "before",
        "weekend",
        "applied",
        "coupon",
        "twice",
        "second",
        "attempt",
        "accepted",
        "seller",
        "confirmed",
        "stock",
        "warehouse",
    ];

    private readonly byte[] text;

    /// <param name="longest">Bytes of the longest piece that will be asked for.</param>
    public FillerText(int longest)
    {
        var random = new SeededRandom(0);
        var words = new StringBuilder(longest + Choices);
        while (words.Length < longest + Choices) words.Append(random.Pick(Words)).Append(' ');
        text = Encoding.UTF8.GetBytes(words.ToString());
    }

    /// <summary>A piece of exactly the given length, the same for all versions of an order.</summary>
    public ReadOnlySpan<byte> Take(Order order, int length) => text.AsSpan(order.Random(OrderPart.Custom).Below(Choices), length);
}
