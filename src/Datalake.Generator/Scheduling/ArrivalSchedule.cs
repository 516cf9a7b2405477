using Datalake.Generator.Orders;

namespace Datalake.Generator.Scheduling;

/// <summary>
/// All arrivals in the order of time, in memory that does not grow with the number of orders: for one route, stage and pace the delay is a
/// constant, so those arrivals are in the order of the orders' numbers, and a few dozen such streams are merged.
/// </summary>
internal sealed class ArrivalSchedule
{
    private readonly PriorityQueue<ArrivalStream, (long Ticks, int Number)> next = new();

    public ArrivalSchedule(CheckoutGeneratorOptions options, OrderClock clock)
    {
        var plan = new ArrivalPlan(options);
        var number = 0;
        foreach (var route in plan.Routes)
        {
            for (var stage = 0; stage < Lifecycle.MostStages; stage++)
            {
                for (var pace = 0; pace < Lifecycle.PaceCount; pace++)
                    Enqueue(new ArrivalStream(options, clock, plan, route, stage, pace, number++));
            }
        }
    }

    /// <summary>Takes the next arrival; false when there is none left.</summary>
    public bool TryNext(out ScheduledArrival arrival)
    {
        if (!next.TryDequeue(out var stream, out _))
        {
            arrival = default;
            return false;
        }

        arrival = stream.Current;
        Enqueue(stream);
        return true;
    }

    private void Enqueue(ArrivalStream stream)
    {
        if (stream.MoveNext()) next.Enqueue(stream, (stream.Ticks, stream.Number));
    }
}

/// <summary>One version of one order on its way.</summary>
internal readonly record struct ScheduledArrival(OrderNumber Order, int Stage, ArrivalKind Kind);
