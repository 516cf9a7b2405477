using System.Text.Json;
using Datalake.Generator.Orders;
using Datalake.Generator.Writing;

namespace Datalake.Generator.Sections;

/// <summary><c>PaymentData</c>: the transaction with its payment, and a gift card now and then.</summary>
internal static class PaymentSection
{
    private static readonly string[] Brands = ["Visa", "Mastercard", "Elo", "銀聯"];

    public static bool Write(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        var order = version.Order;
        var random = order.Random(OrderPart.Payment);
        json.WriteStartObject();
        json.WriteStartArray("transactions"u8);
        json.WriteStartObject();
        json.WriteBoolean("isActive"u8, version.Status != Status.Canceled);
        json.WriteHexId("transactionId"u8, ref random);
        json.WriteString("merchantName"u8, order.Store.Account);
        json.WriteStartArray("payments"u8);
        WritePayment(json, version, slim, ref random);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("giftCards"u8);
        if (!slim && random.Chance(0.05)) WriteGiftCard(json, ref random);
        json.WriteEndArray();
        json.WriteEndObject();
        return true;
    }

    private static void WritePayment(Utf8JsonWriter json, OrderVersion version, bool slim, ref SeededRandom random)
    {
        var order = version.Order;
        var card = order.Paid == PaymentMethod.Card;
        json.WriteStartObject();
        json.WriteHexId("id"u8, ref random);
        json.WriteString("paymentSystem"u8, card ? "2"u8 : "6"u8);
        json.WriteString("paymentSystemName"u8, card ? random.Pick(Brands) : "Boleto Bancário");
        json.WriteNumber("value"u8, order.Total);
        json.WriteNumber("installments"u8, order.Installments);
        json.WriteString("group"u8, card ? "creditCard"u8 : "bankInvoice"u8);
        if (!slim)
        {
            WriteInstrument(json, order, card, ref random);
            ConnectorResponses(json, version, ref random);
            json.WriteStartObject("billingAddress"u8);
            AddressFields.Write(json, order, "residential");
            json.WriteEndObject();
            json.WriteNull("paymentOrigin"u8);
        }

        json.WriteEndObject();
    }

    private static void WriteInstrument(Utf8JsonWriter json, Order order, bool card, ref SeededRandom random)
    {
        json.WriteNumber("referenceValue"u8, order.Total);
        json.WriteNull("cardHolder"u8);
        json.WriteNull("cardNumber"u8);
        if (card)
        {
            json.WriteDigits("firstDigits"u8, 6, ref random);
            json.WriteDigits("lastDigits"u8, 4, ref random);
        }
        else
        {
            json.WriteDigits("bankIssuedInvoiceIdentificationNumber"u8, 44, ref random);
            json.WriteDigits("bankIssuedInvoiceBarCodeNumber"u8, 42, ref random);
            json.WriteString("bankIssuedInvoiceBarCodeType"u8, "i25"u8);
        }

        json.WriteNull("cvv2"u8);
        json.WriteNull("url"u8);
        json.WriteNull("giftCardId"u8);
        json.WriteNull("giftCardProvider"u8);
        json.WriteNull("giftCardAsDiscount"u8);
        json.WriteNull("redemptionCode"u8);
        json.WriteDigits("tid"u8, 8, ref random);
        json.WriteHexId("accountId"u8, ref random);
        json.WriteNull("parentAccountId"u8);
        json.WriteNull("koinUrl"u8);
    }

    private static void ConnectorResponses(Utf8JsonWriter json, OrderVersion version, ref SeededRandom random)
    {
        json.WriteStartObject("connectorResponses"u8);
        json.WriteDigits("Tid"u8, 8, ref random);
        json.WriteString("ReturnCode"u8, version.Status == Status.Canceled ? "51"u8 : "200"u8);
        json.WriteString("Message"u8, version.Status == Status.Canceled ? "declined: \"saldo insuficiente\"" : "ok\r\nautorizado");
        json.WriteDigits("authId"u8, 6, ref random);
        json.WriteNumber("delayToAutoSettle"u8, 86_400);
        json.WriteEndObject();
    }

    private static void WriteGiftCard(Utf8JsonWriter json, ref SeededRandom random)
    {
        json.WriteStartObject();
        json.WriteDigits("id"u8, 6, ref random);
        json.WriteHexId("redemptionCode"u8, ref random);
        json.WriteNull("name"u8);
        json.WriteString("caption"u8, "Fidelité"u8);
        json.WriteNumber("value"u8, 500);
        json.WriteNumber("balance"u8, 12.5m);
        json.WriteString("provider"u8, "GiftCards"u8);
        json.WriteNull("groupName"u8);
        json.WriteBoolean("inUse"u8, value: true);
        json.WriteBoolean("isSpecialCard"u8, value: false);
        json.WriteEndObject();
    }
}
