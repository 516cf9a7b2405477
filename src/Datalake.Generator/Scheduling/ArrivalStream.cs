using Datalake.Generator.Orders;

namespace Datalake.Generator.Scheduling;

/// <summary>The arrivals of one stage at one pace by one route, in the order of time.</summary>
internal sealed class ArrivalStream(
    CheckoutGeneratorOptions options, OrderClock clock, ArrivalPlan plan, ArrivalRoute route, int stage, int pace, int number)
{
    private readonly long delay = Lifecycle.ArrivalDelay(pace, stage) + route.Delay.Ticks;
    private long index;

    /// <summary>Decides between streams whose next arrivals fall on the same tick.</summary>
    public int Number { get; } = number;

    public ScheduledArrival Current { get; private set; }

    /// <summary>When <see cref="Current"/> arrives, UTC.</summary>
    public long Ticks { get; private set; }

    public bool MoveNext()
    {
        while (index < options.Orders)
        {
            var order = new OrderNumber(options.Seed, index++);
            if (order.Lifecycle.Pace != pace || stage >= order.Lifecycle.Stages || !plan.Takes(order, stage, route)) continue;

            Current = new ScheduledArrival(order, stage, route.Kind);
            Ticks = clock.Created(order) + delay;
            return true;
        }

        return false;
    }
}
