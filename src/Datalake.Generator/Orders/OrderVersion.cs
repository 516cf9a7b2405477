namespace Datalake.Generator.Orders;

/// <summary>An order as it stood at one stage of its life.</summary>
internal sealed class OrderVersion(Order order, int stage)
{
    public Order Order { get; } = order;

    public int Stage { get; } = stage;

    public Status Status { get; } = order.Lifecycle[stage];

    /// <summary>When this version came to be, in ticks UTC.</summary>
    public long Changed { get; } = order.Changed(stage);

    /// <summary>When the order reached a status, in ticks UTC; null when it has not by now.</summary>
    public long? Reached(Status status)
    {
        var reached = Order.Lifecycle.StageOf(status);
        return reached >= 0 && reached <= Stage ? Order.Changed(reached) : null;
    }
}
