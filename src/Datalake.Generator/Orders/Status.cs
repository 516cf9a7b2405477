namespace Datalake.Generator.Orders;

/// <summary>Where an order stands; the platform has more, these are the ones a data set must have.</summary>
internal enum Status
{
    PaymentPending,
    PaymentApproved,
    Handling,
    Invoiced,
    Canceled,
}

/// <summary>The words for a <see cref="Status"/>.</summary>
internal static class StatusTexts
{
    public static string Text(this Status status) => status switch
    {
        Status.PaymentPending => "payment-pending",
        Status.PaymentApproved => "payment-approved",
        Status.Handling => "handling",
        Status.Invoiced => "invoiced",
        Status.Canceled => "canceled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No text for this status."),
    };

    public static string Description(this Status status) => status switch
    {
        Status.PaymentPending => "Pagamento Pendente",
        Status.PaymentApproved => "Pagamento Aprovado",
        Status.Handling => "Preparando Entrega",
        Status.Invoiced => "Faturado",
        Status.Canceled => "Cancelado",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No description for this status."),
    };
}
