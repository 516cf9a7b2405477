namespace Datalake.Page.Tests.Checking;

/// <summary>How a browser shows the page.</summary>
internal sealed record Look(int Width, int Height, bool IsDark = false)
{
    public static readonly Look Wide = new(1280, 860);
    public static readonly Look Dark = Wide with { IsDark = true };
    public static readonly Look Narrow = new(420, 860);
}
