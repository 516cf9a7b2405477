using System.Text.Json;
using Datalake.Generator.Orders;

namespace Datalake.Generator.Sections;

/// <summary><c>ItemMetadata</c>: the catalog's view of the items, with the assembly options that the contract drops.</summary>
internal static class ItemMetadataSection
{
    private static readonly string[] Periods = ["daily", "weekly", "monthly"];

    public static bool Write(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        json.WriteStartObject();
        json.WriteStartArray("Items"u8);
        foreach (var line in version.Order.Lines)
        {
            var product = line.Product;
            json.WriteStartObject();
            json.WriteString("Id"u8, product.Sku);
            json.WriteString("Seller"u8, "1"u8);
            json.WriteString("Name"u8, product.Name);
            json.WriteString("SkuName"u8, product.Name);
            json.WriteString("ProductId"u8, product.IdText);
            json.WriteString("RefId"u8, product.RefId);
            json.WriteString("Ean"u8, product.Ean);
            json.WriteString("ImageUrl"u8, product.ImageUrl);
            json.WriteString("DetailUrl"u8, product.DetailUrl);
            json.WriteStartArray("AssemblyOptions"u8);
            for (var i = 0; i < product.Id % (Periods.Length + 1); i++) WriteOption(json, Periods[i], composed: i == 0);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }

    private static void WriteOption(Utf8JsonWriter json, string period, bool composed)
    {
        var id = "store.subscription." + period;
        json.WriteStartObject();
        json.WriteString("Id"u8, id);
        json.WriteString("Name"u8, id);
        json.WriteBoolean("Required"u8, value: false);
        json.WriteStartObject("InputValues"u8);
        json.WriteStartObject("store.subscription.key.frequency"u8);
        json.WriteNumber("MaximumNumberOfCharacters"u8, 7);
        json.WriteStartArray("Domain"u8);
        json.WriteStringValue("1 " + period);
        json.WriteStringValue("2 " + period);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        if (composed)
        {
            json.WriteStartObject("Composition"u8);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("Composition"u8);
        }

        json.WriteEndObject();
    }
}
