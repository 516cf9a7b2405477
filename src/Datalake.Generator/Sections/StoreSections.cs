using System.Text.Json;
using Datalake.Generator.Orders;

namespace Datalake.Generator.Sections;

/// <summary>What the shop is.</summary>
internal static class StoreSections
{
    /// <summary><c>StorePreferencesData</c>.</summary>
    public static bool WritePreferences(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        var store = version.Order.Store;
        json.WriteStartObject();
        json.WriteString("countryCode"u8, store.Country);
        json.WriteString("currencyCode"u8, store.Currency);
        if (!slim)
        {
            json.WriteStartObject("currencyFormatInfo"u8);
            json.WriteNumber("CurrencyDecimalDigits"u8, store.CurrencyDigits);
            json.WriteString("CurrencyDecimalSeparator"u8, store.DecimalComma ? ","u8 : "."u8);
            json.WriteString("CurrencyGroupSeparator"u8, store.DecimalComma ? "."u8 : ","u8);
            json.WriteNumber("CurrencyGroupSize"u8, 3);
            json.WriteBoolean("StartsWithCurrencySymbol"u8, value: true);
            json.WriteEndObject();
            json.WriteNumber("currencyLocale"u8, store.Lcid);
        }

        json.WriteString("currencySymbol"u8, store.Symbol);
        json.WriteString("timeZone"u8, store.TimeZone);
        json.WriteEndObject();
        return true;
    }

    /// <summary><c>Sellers</c>.</summary>
    public static bool WriteSellers(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        var store = version.Order.Store;
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("id"u8, "1"u8);
        json.WriteString("name"u8, store.Title);
        json.WriteString("logo"u8, "https://images.example.com/logos/" + store.Account + ".png");
        json.WriteString("fulfillmentEndpoint"u8, "https://fulfillment.example.com/api/fulfillment?an=" + store.Account);
        json.WriteEndObject();
        json.WriteEndArray();
        return true;
    }

    /// <summary><c>Marketplace</c>.</summary>
    public static bool WriteMarketplace(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        var account = version.Order.Store.Account;
        json.WriteStartObject();
        json.WriteString("baseURL"u8, "https://oms.example.com/api/oms?an=" + account);
        json.WriteNull("isCertified"u8);
        json.WriteString("name"u8, account);
        json.WriteEndObject();
        return true;
    }

    /// <summary><c>MarketplaceItems</c>: none in an order of the shop's own.</summary>
    public static bool WriteMarketplaceItems(Utf8JsonWriter json, OrderVersion version, bool slim)
    {
        json.WriteStartArray();
        json.WriteEndArray();
        return true;
    }
}
