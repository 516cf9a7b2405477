namespace Datalake.Datasets;

/// <summary>
/// The form of the object keys of a dataset's arrivals, e.g. <c>{shard}_CheckoutOrder/{id}/id/{version}</c>. A placeholder stands for one or
/// more characters other than <c>/</c>; everything else stands for itself, with regard to case.
/// </summary>
public sealed partial class KeyTemplate
{
    private KeyTemplate(string text)
    {
        Text = text;
    }

    /// <summary>The template as the contract writes it.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
