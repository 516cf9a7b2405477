using System.Text.Json;
using Datalake.Generator.Orders;
using Datalake.Generator.Writing;

namespace Datalake.Generator.Sections;

/// <summary><c>PackageAttachment</c>: what was shipped, with the whole invoice as text. The contract drops all of it.</summary>
internal static class PackageSection
{
    private const string Invoice =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Invoice>\n\t<BusinessUnitID>204</BusinessUnitID>\n\t<DocumentType>INVOICE</DocumentType>\n\t<Freight>90</Freight>\n</Invoice>";

    public static bool Write(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        json.WriteStartObject();
        json.WriteStartArray("packages"u8);
        if (version.Reached(Status.Invoiced) is { } invoiced) WritePackage(json, version, invoiced);
        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }

    private static void WritePackage(Utf8JsonWriter json, OrderVersion version, long invoiced)
    {
        var order = version.Order;
        var random = order.Random(OrderPart.Packages);
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        for (var i = 0; i < order.Lines.Length; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("itemIndex"u8, i);
            json.WriteNumber("quantity"u8, order.Lines[i].Quantity);
            json.WriteNumber("price"u8, order.Lines[i].SellingPrice);
            json.WriteNull("description"u8);
            json.WriteNumber("unitMultiplier"u8, 1.0m);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("courier"u8, order.Store.Carriers[0]);
        json.WriteDigits("invoiceNumber"u8, 6, ref random);
        json.WriteNumber("invoiceValue"u8, order.Total);
        json.WriteNull("invoiceUrl"u8);
        json.WriteMoment("issuanceDate"u8, invoiced, order.Store.OffsetMinutes);
        json.WriteDigits("trackingNumber"u8, 10, ref random);
        json.WriteDigits("invoiceKey"u8, 44, ref random);
        json.WriteString("embeddedInvoice"u8, Invoice);
        json.WriteString("type"u8, "Output"u8);
        json.WriteNull("courierStatus"u8);
        json.WriteStartObject("restitutions"u8);
        json.WriteEndObject();
        json.WriteNumber("volumes"u8, 1);
        json.WriteEndObject();
    }
}
