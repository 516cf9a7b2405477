using System.Text.Json;
using Datalake.Generator.Orders;

namespace Datalake.Generator.Sections;

/// <summary>
/// Brand, categories and measures of an item. Not the <c>additionalInfo</c> that the contract drops, though of the same name.
/// </summary>
internal static class ItemAdditionalInfo
{
    public static void Write(Utf8JsonWriter json, Product product)
    {
        json.WriteStartObject("additionalInfo"u8);
        json.WriteString("brandName"u8, product.Brand);
        json.WriteString("brandId"u8, product.BrandId);
        json.WriteString("categoriesIds"u8, product.Category.Path);
        json.WriteStartArray("categories"u8);
        WriteCategory(json, product.Category.Id, product.Category.Name);
        WriteCategory(json, product.Category.DepartmentId, product.Category.Department);
        json.WriteEndArray();
        json.WriteString("productClusterId"u8, "135,138,142"u8);
        json.WriteString("commercialConditionId"u8, "1"u8);
        json.WriteStartObject("dimension"u8);
        json.WriteNumber("cubicweight"u8, product.Grams / 6000m);
        json.WriteNumber("height"u8, 10.0m);
        json.WriteNumber("length"u8, 12.5m);
        json.WriteNumber("weight"u8, product.Grams * 1.0m);
        json.WriteNumber("width"u8, 10.0m);
        json.WriteEndObject();
        json.WriteNull("offeringInfo"u8);
        json.WriteNull("offeringType"u8);
        json.WriteNull("offeringTypeId"u8);
        json.WriteEndObject();
    }

    private static void WriteCategory(Utf8JsonWriter json, int id, string name)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, id);
        json.WriteString("name"u8, name);
        json.WriteEndObject();
    }
}
