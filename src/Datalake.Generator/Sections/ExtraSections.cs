using System.Text.Json;
using Datalake.Generator.Orders;
using Datalake.Generator.Writing;

namespace Datalake.Generator.Sections;

/// <summary>What only some orders have.</summary>
internal static class ExtraSections
{
    /// <summary><c>CancellationData</c>.</summary>
    public static bool WriteCancellation(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        if (version.Status != Status.Canceled) return false;

        var bySystem = version.Stage == 1;
        json.WriteStartObject();
        json.WriteBoolean("RequestedByUser"u8, !bySystem);
        json.WriteBoolean("RequestedBySystem"u8, bySystem);
        json.WriteBoolean("RequestedBySellerNotification"u8, value: false);
        json.WriteBoolean("RequestedByPaymentNotification"u8, bySystem);
        json.WriteString("Reason"u8, "Não quero mais"u8);
        json.WriteMoment("CancellationDate"u8, version.Changed);
        json.WriteEndObject();
        return true;
    }

    /// <summary><c>ChangesAttachment</c>, which the contract drops.</summary>
    public static bool WriteChanges(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        if (version.Stage < 2 || !version.Order.Random(OrderPart.Packages).Chance(0.05)) return false;

        json.WriteStartObject();
        json.WriteString("id"u8, "changeAttachment"u8);
        json.WriteStartArray("changesData"u8);
        json.WriteStartObject();
        json.WriteString("reason"u8, "The customer wanted to change."u8);
        json.WriteNumber("discountValue"u8, 3_290);
        json.WriteNumber("incrementValue"u8, 0);
        json.WriteStartArray("itemsAdded"u8);
        json.WriteEndArray();
        json.WriteStartObject("receipt"u8);
        json.WriteMoment("date"u8, version.Changed);
        json.WriteString("orderId"u8, version.Order.Id);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }

    /// <summary><c>TaxData</c>.</summary>
    public static bool WriteTax(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        var random = version.Order.Random(OrderPart.Extras);
        if (!random.Chance(0.1)) return false;

        json.WriteStartObject();
        json.WriteBoolean("areTaxesDesignatedByMarketplace"u8, value: true);
        json.WriteStartArray("taxInfoCollection"u8);
        json.WriteStartObject();
        json.WriteNumber("itemIndex"u8, 0);
        json.WriteString("sku"u8, version.Order.Lines[0].Product.Sku);
        json.WriteStartArray("priceTags"u8);
        json.WriteStartObject();
        json.WriteUuid("identifier"u8, ref random);
        json.WriteBoolean("isPercentual"u8, value: false);
        json.WriteString("name"u8, "Taxes (Magazine Luísa)");
        json.WriteNumber("value"u8, 193);
        json.WriteNumber("rawValue"u8, 1.93m);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }

    /// <summary><c>SubscriptionData</c>.</summary>
    public static bool WriteSubscription(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        var order = version.Order;
        var random = order.Random(OrderPart.Promotions);
        if (!random.Chance(0.06)) return false;

        json.WriteStartObject();
        json.WriteHexId("SubscriptionGroupId"u8, ref random);
        json.WriteStartArray("Subscriptions"u8);
        json.WriteStartObject();
        json.WriteNumber("ExecutionCount"u8, random.Between(0, 30));
        json.WriteNumber("PriceAtSubscriptionDate"u8, 100.0m);
        json.WriteNumber("ItemIndex"u8, 0);
        json.WriteStartObject("Plan"u8);
        json.WriteString("type"u8, "RECURRING_PAYMENT"u8);
        json.WriteStartObject("frequency"u8);
        json.WriteString("periodicity"u8, "MONTH"u8);
        json.WriteNumber("interval"u8, 1);
        json.WriteEndObject();
        json.WriteStartObject("validity"u8);
        json.WriteMoment("begin"u8, order.Created - 90 * TimeSpan.TicksPerDay);
        json.WriteMoment("end"u8, order.Created + 275 * TimeSpan.TicksPerDay);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }

    /// <summary><c>InvoiceData</c>.</summary>
    public static bool WriteInvoice(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        if (version.Status != Status.Invoiced) return false;

        json.WriteStartObject();
        json.WriteStartObject("userPaymentInfo"u8);
        json.WriteStartArray("paymentMethods"u8);
        json.WriteStringValue(version.Order.Paid == PaymentMethod.Card ? "creditCard"u8 : "bankInvoice"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteNull("address"u8);
        json.WriteNull("invoiceSubject"u8);
        json.WriteEndObject();
        return true;
    }

    /// <summary><c>CallCenterOperatorData</c>.</summary>
    public static bool WriteOperator(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        if (!version.Order.Random(OrderPart.Packages).Chance(0.03)) return false;

        json.WriteStartObject();
        json.WriteString("id"u8, "callCenterOperatorData"u8);
        json.WriteString("email"u8, "sandra.daves@example.com"u8);
        json.WriteString("userName"u8, "sandraDaves"u8);
        json.WriteEndObject();
        return true;
    }
}
