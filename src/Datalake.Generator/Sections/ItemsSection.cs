using System.Text.Json;
using Datalake.Generator.Orders;
using Datalake.Generator.Writing;

namespace Datalake.Generator.Sections;

/// <summary><c>Items</c>: the lines of an order.</summary>
internal static class ItemsSection
{
    public static bool Write(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        var order = version.Order;
        var random = order.Random(OrderPart.Items);
        json.WriteStartArray();
        foreach (var line in order.Lines)
        {
            json.WriteStartObject();
            WriteCore(json, line, ref random);
            if (!slim) WriteOther(json, order, line, ref random);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        return true;
    }

    private static void WriteCore(Utf8JsonWriter json, OrderLine line, ref SeededRandom random)
    {
        json.WriteHexId("uniqueId"u8, ref random);
        json.WriteString("id"u8, line.Product.Sku);
        json.WriteString("productId"u8, line.Product.IdText);
        json.WriteNumber("quantity"u8, line.Quantity);
        json.WriteString("seller"u8, "1"u8);
        json.WriteString("name"u8, line.Product.Name);
        json.WriteNumber("price"u8, line.Product.Price);
        json.WriteNumber("sellingPrice"u8, line.SellingPrice);
        WriteCategories(json, line.Product.Category, ref random);
    }

    private static void WriteCategories(Utf8JsonWriter json, Category category, ref SeededRandom random)
    {
        if (random.Chance(0.06))
        {
            json.WriteNull("productCategories"u8);
            return;
        }

        json.WriteStartObject("productCategories"u8);
        json.WriteString(category.DepartmentIdText, category.Department);
        json.WriteString(category.IdText, category.Name);
        json.WriteEndObject();
    }

    private static void WriteOther(Utf8JsonWriter json, Order order, OrderLine line, ref SeededRandom random)
    {
        var product = line.Product;
        json.WriteString("ean"u8, product.Ean);
        json.WriteString("lockId"u8, order.Id);
        ItemAttachments.Write(json, ref random);
        json.WriteString("refId"u8, product.RefId);
        json.WriteNumber("listPrice"u8, product.Price);
        json.WriteNull("manualPrice"u8);
        ItemPricing.WriteTags(json, line, ref random);
        json.WriteString("imageUrl"u8, product.ImageUrl);
        json.WriteString("detailUrl"u8, product.DetailUrl);
        ItemExtras.Write(json, ref random);
        json.WriteString("sellerSku"u8, product.Sku);
        json.WriteMoment("priceValidUntil"u8, order.Created + 365 * TimeSpan.TicksPerDay);
        json.WriteNumber("commission"u8, 0);
        json.WriteNumber("tax"u8, 0);
        json.WriteNull("preSaleDate"u8);
        ItemAdditionalInfo.Write(json, product);
        json.WriteString("measurementUnit"u8, "un"u8);
        json.WriteNumber("unitMultiplier"u8, 1.0m);
        json.WriteBoolean("isGift"u8, random.Chance(0.04));
        json.WriteNull("shippingPrice"u8);
        json.WriteNumber("rewardValue"u8, product.Price / 100);
        json.WriteNumber("freightCommission"u8, 0);
        ItemPricing.WriteDefinition(json, line);
        json.WriteNull("taxCode"u8);
        json.WriteNull("parentItemIndex"u8);
        json.WriteNull("parentAssemblyBinding"u8);
        json.WriteNull("callCenterOperator"u8);
        json.WriteNull("serialNumbers"u8);
        json.WriteNumber("costPrice"u8, product.Price * 6 / 10);
    }
}
