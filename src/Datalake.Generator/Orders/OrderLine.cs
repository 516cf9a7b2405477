namespace Datalake.Generator.Orders;

/// <summary>A product in an order. Money is in cents.</summary>
internal sealed class OrderLine
{
    public OrderLine(ref SeededRandom random)
    {
        Product = random.Pick(Catalog.Products);
        Quantity = random.Chance(0.7) ? 1 : random.Between(2, 4);
        SellingPrice = random.Chance(0.25) ? Product.Price - Product.Price / 10 : Product.Price;
        Shipping = random.Between(0, 30) * 100;
    }

    public Product Product { get; }

    public int Quantity { get; }

    /// <summary>What one costs after its discount.</summary>
    public int SellingPrice { get; }

    public int Shipping { get; }

    /// <summary>What all of them cost before discounts.</summary>
    public long Total => (long)Product.Price * Quantity;

    public long Discount => (long)(Product.Price - SellingPrice) * Quantity;
}
