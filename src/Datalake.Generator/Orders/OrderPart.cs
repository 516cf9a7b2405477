namespace Datalake.Generator.Orders;

/// <summary>Each part of an order draws from its own numbers, so that a change in one leaves the others as they were.</summary>
internal enum OrderPart
{
    Lifecycle,
    Facts,
    Writing,
    Items,
    Client,
    Payment,
    Shipping,
    Promotions,
    Marketing,
    Extras,
    Custom,
    Packages,

    /// <summary>One for each stage from here on: when it was reached.</summary>
    Changes = 100,

    /// <summary>One for each stage from here on: how it arrives.</summary>
    Arrivals = 200,

    /// <summary>One for each stage from here on: how its spoiled copy is spoiled.</summary>
    Spoiling = 300,
}
