namespace Datalake.Generator.Orders;

/// <summary>
/// The statuses one order goes through and how fast. There are few paces, so that all arrivals of one stage at one pace come in the order
/// in which their orders were placed: <see cref="Scheduling.ArrivalSchedule"/> merges them without holding orders in memory.
/// </summary>
internal readonly struct Lifecycle
{
    public const int MostStages = 4;

    private static readonly Status[] Completed = [Status.PaymentPending, Status.PaymentApproved, Status.Handling, Status.Invoiced];
    private static readonly Status[] Open = [Status.PaymentPending, Status.PaymentApproved, Status.Handling];
    private static readonly Status[] Unpaid = [Status.PaymentPending, Status.Canceled];
    private static readonly Status[] Withdrawn = [Status.PaymentPending, Status.PaymentApproved, Status.Canceled];

    // Minutes from placing the order to the arrival of each stage: a card in stock, the ordinary case, a bank slip from afar.
    private static readonly int[][] Paces = [[4, 9, 130, 560], [4, 40, 640, 1_830], [4, 1_210, 2_700, 7_150]];

    private readonly Status[] statuses;

    public Lifecycle(ref SeededRandom random)
    {
        statuses = random.Below(100) switch
        {
            < 78 => Completed,
            < 86 => Open,
            < 95 => Unpaid,
            _ => Withdrawn,
        };
        Pace = random.Below(Paces.Length);
    }

    public static int PaceCount => Paces.Length;

    public int Pace { get; }

    public int Stages => statuses.Length;

    public Status this[int stage] => statuses[stage];

    /// <summary>The stage at which the order has the given status, or -1.</summary>
    public int StageOf(Status status) => Array.IndexOf(statuses, status);

    /// <summary>Ticks from placing an order to the arrival of one of its stages.</summary>
    public static long ArrivalDelay(int pace, int stage) => Paces[pace][stage] * TimeSpan.TicksPerMinute;
}
