namespace Datalake.Generator.Orders;

/// <summary>
/// Everything about an order that does not change over its life. Derived from its number alone, so that any version can be made at any
/// time.
/// </summary>
internal sealed class Order
{
    private static readonly int[] UsualLines = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5];

    private readonly ulong seed;

    public Order(in OrderNumber number, OrderClock clock, int lines)
    {
        seed = number.Seed;
        Lifecycle = number.Lifecycle;
        Created = clock.Created(number);
        var random = Random(OrderPart.Facts);
        Store = random.Pick(Stores.All);
        Town = random.Pick(Store.Towns);
        FirstName = random.Pick(Store.FirstNames);
        LastName = random.Pick(Store.LastNames);
        // Blocks of seven, so that numbers look scattered and are unique all the same.
        Group = FormattableString.Invariant($"{1_400_000_000_000 + number.Index * 7 + random.Below(7)}");
        Id = Group + "-01";
        Sequence = FormattableString.Invariant($"{500_000 + number.Index}");
        Shard = (int)(number.Seed % 10);
        Paid = random.Between(1, 10) > 3 ? PaymentMethod.Card : PaymentMethod.BankSlip;
        Installments = Paid == PaymentMethod.Card ? random.Between(1, 12) : 1;
        Lines = new OrderLine[lines > 0 ? lines : random.Pick(UsualLines)];
        for (var i = 0; i < Lines.Length; i++) Lines[i] = new OrderLine(ref random);
    }

    public Lifecycle Lifecycle { get; }

    /// <summary>When it was placed, in ticks UTC.</summary>
    public long Created { get; }

    public Store Store { get; }

    public Town Town { get; }

    public string FirstName { get; }

    public string LastName { get; }

    public string Group { get; }

    public string Id { get; }

    public string Sequence { get; }

    public int Shard { get; }

    public PaymentMethod Paid { get; }

    public int Installments { get; }

    public OrderLine[] Lines { get; }

    public long ItemsTotal => Lines.Sum(line => line.Total);

    public long DiscountTotal => Lines.Sum(line => line.Discount);

    public long ShippingTotal => Lines.Sum(line => (long)line.Shipping);

    public long Total => ItemsTotal - DiscountTotal + ShippingTotal;

    /// <summary>
    /// The time at which the order reached a stage, in ticks UTC: up to four minutes before its arrival, and later at each stage.
    /// </summary>
    public long Changed(int stage)
    {
        if (stage == 0) return Created;

        var random = Random(OrderPart.Changes + stage);
        return Created + Lifecycle.ArrivalDelay(Lifecycle.Pace, stage) - random.Below(4 * TimeSpan.TicksPerMinute);
    }

    /// <summary>A stream of numbers for one part of the order, the same for all its versions.</summary>
    public SeededRandom Random(OrderPart part) => new(SeededRandom.Mix(seed, (ulong)part));
}

/// <summary>How an order is paid.</summary>
internal enum PaymentMethod
{
    Card,
    BankSlip,
}
