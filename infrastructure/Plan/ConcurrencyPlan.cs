using Datalake.Infrastructure.Settings;

namespace Datalake.Infrastructure.Plan;

/// <summary>
/// How many calls of each function run at once, at most: Lambda's reserved concurrency. Without a limit, calls that wait for a throttled
/// delivery stream take all that the account has, and are billed for it.
/// </summary>
/// <param name="Structure">Of each function that structures; null: no limit.</param>
/// <param name="Deliver">Of the function that delivers; null: no limit.</param>
/// <param name="Partition">Of the function that starts clusters; null: no limit.</param>
internal sealed record ConcurrencyPlan(int? Structure, int? Deliver, int? Partition)
{
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html: so many stay for functions without a reservation.
    private const int Unreserved = 100;

    // A call hands over one object of 15 KB in 0.15 s, which is 0.1 MiB a second: ten fill 1 MiB a second. Of batches, fewer calls do.
    private const int CallsPerMiB = 10;

    /// <summary>Works out what is not set, and reports what cannot be deployed.</summary>
    /// <param name="datasets">The number of datasets: each has a function that structures.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="reader">Takes problems.</param>
    public static ConcurrencyPlan Create(int datasets, StackSettings settings, SettingsReader reader)
    {
        var given = settings.Functions.Concurrency;
        var perStream = CallsPerMiB * settings.Delivery.ThroughputMiB;
        if (given.Account is not { } account)
        {
            foreach (var (setting, calls) in given.Given())
            {
                reader.Report(setting,
                    $"is {calls}, but Lambda reserves nothing in an account with fewer than {Unreserved + 1} concurrent executions, and " +
                    $"accountConcurrency does not say how many this account has: pulumi config set accountConcurrency \"$(aws lambda " +
                    $"get-account-settings --region {reader.Region ?? "…"} --query AccountLimit.ConcurrentExecutions --output text)\".");
            }

            return new ConcurrencyPlan(null, null, null);
        }

        Share[] shares =
        [
            new(datasets, given.Structure, perStream), new(1, given.Deliver, perStream * datasets), new(1, given.Partition, 1),
        ];
        var reservable = Math.Max(0, account - Unreserved);
        var open = shares.Where(share => share.Given is null).ToArray();
        var left = reservable - shares.Sum(share => share.Functions * (share.Given ?? 0));
        var least = open.Sum(share => share.Functions);
        if (left < least)
        {
            if (given.Given().Any())
            {
                reader.Report("accountConcurrency",
                    $"is {account}. Lambda keeps {Unreserved} for other functions, so {reservable} can be reserved; the functions of this " +
                    $"stack need at least {reservable - left + least}. Lower or leave out " +
                    $"{string.Join(", ", given.Given().Select(one => one.Setting))}, or request a higher quota under Service Quotas.");
            }

            return new ConcurrencyPlan(null, null, null);
        }

        // Each of them one; what is left after that by what they could use.
        var wanted = open.Sum(share => share.Functions * (share.Wanted - 1));
        var spare = left - least;
        return new ConcurrencyPlan(Of(shares[0]), Of(shares[1]), Of(shares[2]));

        int Of(Share share) => share.Given
            ?? (wanted <= spare ? share.Wanted : 1 + (int)((long)(share.Wanted - 1) * spare / wanted));
    }

    private readonly record struct Share(int Functions, int? Given, int Wanted);
}
