using System.Text.Json;
using Datalake.Generator.Orders;
using Datalake.Generator.Writing;

namespace Datalake.Generator.Sections;

/// <summary>How an item came to its price.</summary>
internal static class ItemPricing
{
    public static void WriteTags(Utf8JsonWriter json, OrderLine line, ref SeededRandom random)
    {
        json.WriteStartArray("priceTags"u8);
        if (line.Discount > 0)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, "DISCOUNT@MARKETPLACE"u8);
            json.WriteNumber("value"u8, -line.Discount);
            json.WriteBoolean("isPercentual"u8, value: false);
            json.WriteUuid("identifier"u8, ref random);
            json.WriteNumber("rawValue"u8, -line.Discount / 100m);
            json.WriteNull("rate"u8);
            json.WriteNull("jurisCode"u8);
            json.WriteNull("jurisType"u8);
            json.WriteNull("jurisName"u8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteDefinition(Utf8JsonWriter json, OrderLine line)
    {
        json.WriteStartObject("priceDefinition"u8);
        json.WriteStartArray("sellingPrices"u8);
        json.WriteStartObject();
        json.WriteNumber("value"u8, line.SellingPrice);
        json.WriteNumber("quantity"u8, line.Quantity);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteNumber("calculatedSellingPrice"u8, line.SellingPrice);
        json.WriteNumber("total"u8, (long)line.SellingPrice * line.Quantity);
        json.WriteNull("reason"u8);
        json.WriteEndObject();
    }
}
