using Datalake.Generator.Orders;
using Datalake.Generator.Writing;

namespace Datalake.Generator.Sections;

/// <summary>
/// The top-level fields that hold no JSON. The identity comes first and the change date early, as in the platform's own records.
/// </summary>
internal static class ScalarFields
{
    private static readonly string?[] Messages =
    [
        null,
        "Your payment was approved",
        "Seu pedido está a caminho 🚚",
        "Line one\nLine two",
        "Customer said: \"leave at the door\"",
        "Pfad C:\\Ablage\\heute\tgeprüft",
        "お買い上げありがとうございます",
    ];

    private static readonly string[] CancelReasons =
    ["Item size was too large.", "Cartão recusado", "Kunde hat storniert / zurückgezogen", "在庫切れ"];

    public static void Write(ref RawRecord record, OrderVersion version, bool slim)
    {
        var order = version.Order;
        var offset = order.Store.OffsetMinutes;
        record.Text("OrderId"u8, order.Id);
        record.Text("Sequence"u8, order.Sequence);
        record.Text("Status"u8, version.Status.Text());
        record.Number("Value"u8, order.Total);
        record.Timestamp("CreationDate"u8, order.Created, offset);
        record.Timestamp("LastChange"u8, version.Changed, offset);
        record.Text("SalesChannel"u8, order.Sequence[^1] < '8' ? "1"u8 : "2"u8);
        record.Bool("IsCompleted"u8, version.Status is not (Status.PaymentPending or Status.Canceled));
        if (!slim) WriteOther(ref record, version);
    }

    private static void WriteOther(ref RawRecord record, OrderVersion version)
    {
        var order = version.Order;
        var random = order.Random(OrderPart.Extras);
        var marketplace = random.Chance(0.2);
        var canceled = version.Status == Status.Canceled;
        Span<byte> uuid = stackalloc byte[36];
        JsonWriterExtensions.Uuid(ref random, uuid);
        record.Text("MarketplaceOrderId"u8, marketplace ? order.Id : "");
        record.Text("MarketplaceServicesEndpoint"u8, $"https://oms.example.com/api/oms?an={order.Store.Account}");
        record.Text("SellerOrderId"u8, $"00-v{order.Sequence}{order.Store.Account[..3]}-01");
        record.Text("Origin"u8, marketplace ? "Fulfillment"u8 : "Marketplace"u8);
        record.Text("AffiliateId"u8, marketplace ? "GHB"u8 : ""u8);
        record.Text("MerchantName"u8, marketplace ? null : order.Store.Account);
        record.Bool("WorkflowIsInError"u8, random.Chance(0.01));
        record.Text("StatusDescription"u8, version.Status.Description());
        record.Text("OrderGroup"u8, order.Group);
        record.Text("FollowUpEmail"u8, $"orders@{order.Store.Account}.example.com");
        record.Text("LastMessage"u8, random.Pick(Messages));
        record.Text("Hostname"u8, order.Store.Account);
        record.Number("RoundingError"u8, random.Chance(0.05) ? -1 : 0);
        record.Text("OrderFormId"u8, uuid);
        record.Bool("AllowCancellation"u8, version.Status is Status.PaymentPending or Status.PaymentApproved);
        record.Bool("AllowEdition"u8, value: false);
        record.Bool("IsCheckedIn"u8, random.Chance(0.03));
        record.Timestamp("AuthorizedDate"u8, version.Reached(Status.PaymentApproved), order.Store.OffsetMinutes);
        record.Timestamp("InvoicedDate"u8, version.Reached(Status.Invoiced), order.Store.OffsetMinutes);
        record.Text("CancelReason"u8, canceled ? random.Pick(CancelReasons) : null);
        record.Text("CheckedInPickupPointId"u8, value: (string?)null);
        record.Text("CommercialConditionData"u8, random.Chance(0.1) ? "Commercial conditions: 30/60/90 days." : null);
    }
}
