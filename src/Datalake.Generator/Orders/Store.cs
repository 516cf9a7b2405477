namespace Datalake.Generator.Orders;

/// <summary>A shop on the platform: one country, one currency, its customers' names and towns.</summary>
internal sealed record Store
{
    public required string Account { get; init; }

    public required string Title { get; init; }

    public required string Country { get; init; }

    public required string Currency { get; init; }

    public required string Symbol { get; init; }

    public required string Locale { get; init; }

    /// <summary>The locale as Windows numbers it.</summary>
    public required int Lcid { get; init; }

    public required string TimeZone { get; init; }

    public required int OffsetMinutes { get; init; }

    public int CurrencyDigits { get; init; } = 2;

    public bool DecimalComma { get; init; }

    public required string[] Carriers { get; init; }

    public required string[] FirstNames { get; init; }

    public required string[] LastNames { get; init; }

    public required Town[] Towns { get; init; }
}

/// <summary>Where customers live.</summary>
internal sealed record Town(
    string City, string State, string PostalCode, string Street, string Neighborhood, double Longitude, double Latitude);
