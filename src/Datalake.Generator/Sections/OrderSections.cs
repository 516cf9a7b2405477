using System.Text;
using System.Text.Json;
using Datalake.Generator.Orders;

namespace Datalake.Generator.Sections;

/// <summary>A top-level field of an order that holds JSON.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Essential">Whether it stays when a record must be small.</param>
/// <param name="Write">Writes its content.</param>
internal sealed record OrderSection(string Name, bool Essential, WriteSection Write)
{
    public byte[] Key { get; } = Encoding.UTF8.GetBytes(Name);
}

/// <summary>Writes a section's content, less of it when slim; false when this version has none (and nothing was written).</summary>
internal delegate bool WriteSection(Utf8JsonWriter json, OrderVersion version, bool slim);

/// <summary>The sections, the more important ones first: when a record must be small, the last ones are omitted.</summary>
internal static class OrderSections
{
    public static OrderSection[] All { get; } =
    [
        new("Items", Essential: true, ItemsSection.Write),
        new("Totals", Essential: false, TotalsSection.Write),
        new("ClientProfileData", Essential: false, ClientSections.WriteProfile),
        new("StorePreferencesData", Essential: false, StoreSections.WritePreferences),
        new("PaymentData", Essential: false, PaymentSection.Write),
        new("ShippingData", Essential: false, ShippingSection.Write),
        new("ItemMetadata", Essential: false, ItemMetadataSection.Write),
        new("RatesAndBenefitsData", Essential: false, PromotionSections.WriteRates),
        new("MarketingData", Essential: false, PromotionSections.WriteMarketing),
        new("ClientPreferencesData", Essential: false, ClientSections.WritePreferences),
        new("Sellers", Essential: false, StoreSections.WriteSellers),
        new("Marketplace", Essential: false, StoreSections.WriteMarketplace),
        new("CancellationData", Essential: false, ExtraSections.WriteCancellation),
        new("PackageAttachment", Essential: false, PackageSection.Write),
        new("ChangesAttachment", Essential: false, ExtraSections.WriteChanges),
        new("TaxData", Essential: false, ExtraSections.WriteTax),
        new("SubscriptionData", Essential: false, ExtraSections.WriteSubscription),
        new("InvoiceData", Essential: false, ExtraSections.WriteInvoice),
        new("CallCenterOperatorData", Essential: false, ExtraSections.WriteOperator),
        new("GiftRegistryData", Essential: false, PromotionSections.WriteGiftRegistry),
        new("OpenTextField", Essential: false, ClientSections.WriteNote),
        new("MarketplaceItems", Essential: false, StoreSections.WriteMarketplaceItems),
    ];
}
