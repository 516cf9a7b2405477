namespace Datalake.Generator;

/// <summary>Which dataset's arrivals are generated.</summary>
public enum GeneratedDataset
{
    /// <summary>Orders as the checkout sees them, under <c>{shard}_CheckoutOrder/</c>.</summary>
    Checkout,

    /// <summary>The same orders as the warehouse sees them, under <c>{shard}_FulfillmentOrder/</c>.</summary>
    Fulfillment,
}
