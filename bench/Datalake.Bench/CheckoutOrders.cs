namespace Datalake.Bench;

/// <summary>Turns a number of records into the number of orders that has them.</summary>
internal static class CheckoutOrders
{
    // An order comes in 3.68 versions on average, and some of them twice.
    private const double RecordsAnOrder = 3.68;

    /// <summary>The chance that a record comes a second time, as deliveries do that are tried again.</summary>
    public const double Duplicates = 0.005;

    /// <summary>Orders that have about so many records; at least one.</summary>
    public static long For(long records) => Math.Max(1, (long)(records / RecordsAnOrder));
}
