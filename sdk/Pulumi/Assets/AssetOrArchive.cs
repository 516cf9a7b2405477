using Pulumi.Printing;

namespace Pulumi;

/// <summary>A file, a text or an archive that is uploaded.</summary>
public abstract class AssetOrArchive : IValue
{
    private protected AssetOrArchive(string function, string argument)
    {
        Node = new FunctionCall(function, argument);
    }

    private protected FunctionCall Node { get; }

    object? IValue.Node => Node;
}

/// <summary>A file or a text.</summary>
public abstract class Asset : AssetOrArchive
{
    private protected Asset(string function, string argument)
        : base(function, argument)
    {
    }
}

/// <summary>An archive of files.</summary>
public abstract class Archive : AssetOrArchive
{
    private protected Archive(string function, string argument)
        : base(function, argument)
    {
    }
}
