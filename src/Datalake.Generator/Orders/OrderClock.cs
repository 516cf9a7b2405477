namespace Datalake.Generator.Orders;

/// <summary>When each order is placed: evenly over the span, at a random time of its slot, so later numbers are never earlier.</summary>
internal sealed class OrderClock(CheckoutGeneratorOptions options)
{
    private readonly long start = options.Start.UtcTicks;
    private readonly long span = options.End.UtcTicks - options.Start.UtcTicks;
    private readonly long orders = Math.Max(1, options.Orders);

    public long Created(in OrderNumber number)
    {
        var slot = Slot(number.Index);
        var width = Math.Max(1, Slot(number.Index + 1) - slot);
        return slot + (long)(number.Seed % (ulong)width);
    }

    // The product of ticks and orders leaves 64 bits.
    private long Slot(long index) => start + (long)((Int128)span * index / orders);
}
