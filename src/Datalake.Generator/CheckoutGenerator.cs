using Datalake.Generator.Orders;
using Datalake.Generator.Scheduling;
using Datalake.Generator.Writing;

namespace Datalake.Generator;

/// <summary>
/// Makes an e-commerce platform's orders in the raw form the lake takes in: several versions of each order over time, as arrivals in the
/// order in which they would come. Uses the same little memory whatever the number of orders.
/// </summary>
public sealed class CheckoutGenerator
{
    private readonly CheckoutGeneratorOptions options;

    /// <summary>A generator for the given options.</summary>
    /// <param name="options">What to make.</param>
    /// <exception cref="ArgumentException">
    /// The options have <see cref="CheckoutGeneratorOptions.Problems"/>; the message holds all of them.
    /// </exception>
    public CheckoutGenerator(CheckoutGeneratorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = options.Problems();
        if (problems.Count > 0) throw new ArgumentException(string.Join(' ', problems), nameof(options));
        this.options = options;
    }

    /// <summary>Makes all arrivals; a second call makes the same again.</summary>
    /// <param name="sink">Receives each arrival.</param>
    /// <param name="progress">
    /// Receives the counts after each arrival of several records, every 64 arrivals of one, and at the end. Null when nobody waits for
    /// them.
    /// </param>
    /// <param name="cancellationToken">A token to cancel the operation, between two arrivals.</param>
    /// <returns>What was made.</returns>
    /// <exception cref="OperationCanceledException">It was stopped; what the sink took until then is whole.</exception>
    public GenerationCounts Generate(
        IArrivalSink sink, IProgress<GenerationCounts>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var clock = new OrderClock(options);
        var schedule = new ArrivalSchedule(options, clock);
        using var arrivals = new ArrivalWriter(options, sink, progress);
        using var records = new OrderRecordWriter(options.RecordSize);
        using var record = new PooledBuffer();
        while (schedule.TryNext(out var arrival))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var order = new Order(arrival.Order, clock, records.LinesWanted);
            record.Clear();
            var version = new OrderVersion(order, arrival.Stage);
            records.Write(record, version);
            var content = record.Written;
            if (arrival.Kind == ArrivalKind.Spoiled) content = RecordSpoiler.Spoil(content, version);
            arrivals.Add(order, arrival, content);
        }

        arrivals.Complete();
        return arrivals.Counts;
    }
}
