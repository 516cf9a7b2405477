namespace Datalake.Generator.Orders;

/// <summary>The little that scheduling needs to know of an order; making one costs nanoseconds.</summary>
internal readonly struct OrderNumber
{
    public OrderNumber(ulong worldSeed, long index)
    {
        Index = index;
        Seed = SeededRandom.Mix(worldSeed, (ulong)index);
        var random = new SeededRandom(SeededRandom.Mix(Seed, (ulong)OrderPart.Lifecycle));
        Lifecycle = new Lifecycle(ref random);
    }

    /// <summary>Counted from zero, in the order in which orders are placed.</summary>
    public long Index { get; }

    public ulong Seed { get; }

    public Lifecycle Lifecycle { get; }
}
