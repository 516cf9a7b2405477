using Datalake.Generator.Orders;

namespace Datalake.Generator.Scheduling;

/// <summary>
/// Says which routes a version of an order takes to the lake: exactly one for itself, perhaps more for a duplicate or a spoiled copy.
/// </summary>
internal sealed class ArrivalPlan(CheckoutGeneratorOptions options)
{
    /// <summary>All routes that these options can use; the same order every time.</summary>
    public IReadOnlyList<ArrivalRoute> Routes { get; } =
    [
        new(ArrivalKind.OnTime, TimeSpan.Zero, 0),
        .. Used(options.Late, ArrivalKind.Late, TimeSpan.FromDays(4), TimeSpan.FromDays(11), TimeSpan.FromDays(23)),
        .. Used(options.Duplicates, ArrivalKind.Again, TimeSpan.FromMinutes(7), TimeSpan.FromHours(27)),
        .. Used(options.Bad, ArrivalKind.Spoiled, TimeSpan.FromMinutes(1)),
    ];

    /// <summary>Whether the version takes the route.</summary>
    public bool Takes(in OrderNumber order, int stage, ArrivalRoute route)
    {
        var random = new SeededRandom(SeededRandom.Mix(order.Seed, (ulong)OrderPart.Arrivals + (ulong)stage));
        var late = random.Chance(options.Late);
        var again = random.Chance(options.Duplicates);
        var spoiled = random.Chance(options.Bad);
        var pick = random.NextBits();
        return route.Kind switch
        {
            ArrivalKind.OnTime => !late,
            ArrivalKind.Late => late && (int)(pick % 3) == route.Choice,
            ArrivalKind.Again => again && (int)(pick % 2) == route.Choice,
            // The good record comes before its spoiled copy.
            ArrivalKind.Spoiled => spoiled && !late,
            _ => throw new ArgumentOutOfRangeException(nameof(route), route.Kind, "Unknown route."),
        };
    }

    private static IEnumerable<ArrivalRoute> Used(double fraction, ArrivalKind kind, params TimeSpan[] delays) =>
        fraction > 0 ? delays.Select((delay, choice) => new ArrivalRoute(kind, delay, choice)) : [];
}

/// <summary>A way to the lake.</summary>
/// <param name="Kind">What comes this way.</param>
/// <param name="Delay">How much later than on time.</param>
/// <param name="Choice">Its number among the routes of its kind.</param>
internal sealed record ArrivalRoute(ArrivalKind Kind, TimeSpan Delay, int Choice);
