namespace Datalake.Generator;

/// <summary>
/// What <see cref="CheckoutGenerator"/> makes. Equal options give equal bytes on every machine (with <see cref="Gzip"/>: equal once
/// decompressed).
/// </summary>
public sealed record CheckoutGeneratorOptions
{
    /// <summary>The minimum <see cref="RecordSize"/>: below it not even one line of an order fits.</summary>
    public const int MinimumRecordSize = 1000;

    /// <summary>The maximum <see cref="RecordSize"/>.</summary>
    public const int MaximumRecordSize = 1_000_000;

    /// <summary>The dataset, which decides the keys. Checkout by default.</summary>
    public GeneratedDataset Dataset { get; init; } = GeneratedDataset.Checkout;

    /// <summary>How many orders; each comes in two to four versions. 1,000 by default; zero makes nothing.</summary>
    public long Orders { get; init; } = 1_000;

    /// <summary>Picks one of the possible worlds. 1 by default.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Records an arrival: 1, the default, is one JSON object; more is NDJSON, the last arrival holding what is left. An NDJSON arrival
    /// begins with a good record, as a reader tells the form by the first lines; bad records that would begin one end the arrival before,
    /// on top of its number.
    /// </summary>
    public int PerObject { get; init; } = 1;

    /// <summary>Whether arrivals are compressed. Not by default.</summary>
    public bool Gzip { get; init; }

    /// <summary>For each good record that is not late, the chance from 0 to 1 that a spoiled copy of it follows. 0 by default.</summary>
    public double Bad { get; init; }

    /// <summary>
    /// For each good record, the chance from 0 to 1 that it comes a second time, byte for byte, minutes or a day later. 0 by default.
    /// </summary>
    public double Duplicates { get; init; }

    /// <summary>
    /// For each good record, the chance from 0 to 1 that it comes 4 to 23 days after its change, behind newer versions. 0 by default.
    /// </summary>
    public double Late { get; init; }

    /// <summary>
    /// Bytes a record, met within a few per cent, from <see cref="MinimumRecordSize"/> to <see cref="MaximumRecordSize"/>; a small one has
    /// fewer fields. Zero, the default, lets each order be as large as it is: 8 to 25 KB.
    /// </summary>
    public int RecordSize { get; init; }

    /// <summary>When the first order is placed. 1 January 2026 UTC by default.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Before when the last order is placed; its later versions follow within five days. 31 January 2026 UTC by default.</summary>
    public DateTimeOffset End { get; init; } = new(2026, 1, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Everything that is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        Require(Enum.IsDefined(Dataset), $"There is no dataset {Dataset}.");
        Require(Orders >= 0, $"The number of orders is {Orders}; it cannot be negative.");
        Require(PerObject >= 1, $"An arrival holds {PerObject} records; it needs at least 1.");
        Require(Bad is >= 0 and <= 1, $"The fraction of bad records is {Bad}; it lies between 0 and 1.");
        Require(Duplicates is >= 0 and <= 1, $"The fraction of duplicates is {Duplicates}; it lies between 0 and 1.");
        Require(Late is >= 0 and <= 1, $"The fraction of late records is {Late}; it lies between 0 and 1.");
        Require(
            RecordSize is 0 or (>= MinimumRecordSize and <= MaximumRecordSize),
            $"A record has {RecordSize} bytes; it is 0 (natural) or lies between {MinimumRecordSize} and {MaximumRecordSize}.");
        Require(Start < End, $"Orders start at {Start:O} and end at {End:O}; the start comes first.");
        Require(Start.Year >= 1900 && End.Year <= 9000, $"Orders from {Start:O} to {End:O} leave the years 1900 to 9000.");
        return problems;

        void Require(bool holds, string otherwise)
        {
            if (!holds) problems.Add(otherwise);
        }
    }
}
