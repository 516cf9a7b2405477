namespace Datalake.Infrastructure;

/// <summary>What all datasets share.</summary>
/// <param name="Context">The stack.</param>
/// <param name="Encryption">The buckets' key.</param>
/// <param name="Storage">The buckets.</param>
/// <param name="Uploads">What functions and clusters run from.</param>
/// <param name="Catalog">The databases.</param>
/// <param name="Functions">Declares functions.</param>
/// <param name="Notifications">Declares topics.</param>
internal sealed record StackParts(
    LakeContext Context,
    Encryption Encryption,
    Storage Storage,
    Uploads Uploads,
    Catalog Catalog,
    Functions Functions,
    Notifications Notifications
)
{
    /// <summary>Declares them.</summary>
    /// <param name="context">The stack.</param>
    public static StackParts Create(LakeContext context)
    {
        var encryption = new Encryption(context);
        var storage = new Storage(context, encryption);
        var uploads = new Uploads(context.Plan, storage.Lake);
        return new StackParts(
            context,
            encryption,
            storage,
            uploads,
            new Catalog(context, storage.Lake, encryption),
            new Functions(context, storage, uploads, encryption),
            new Notifications(context, storage));
    }
}
