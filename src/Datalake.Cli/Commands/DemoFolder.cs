namespace Datalake.Cli.Commands;

/// <summary>The folder of the demo. Only one that a demo made is emptied, and only of what a lake keeps there.</summary>
/// <param name="root">The folder.</param>
internal sealed class DemoFolder(string root)
{
    private const string Marker = ".lake-demo";

    private static readonly string[] Kept = ["raw", "structured_json", "stage", "consumable_tables", "quarantine", "_state"];

    /// <summary>The folder, as it was given.</summary>
    public string Root { get; } = root;

    /// <summary>Makes the folder, or empties the one of an earlier demo.</summary>
    /// <exception cref="UsageException">The folder holds something that no demo made.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Prepare()
    {
        var marker = Path.Combine(Root, Marker);
        if (!File.Exists(marker) && Directory.Exists(Root) && Directory.EnumerateFileSystemEntries(Root).Any())
        {
            throw new UsageException(
                $"{Root} holds something that no demo made, and a demo begins with an empty folder. Name another one: lake demo --root DIR"
            );
        }

        try
        {
            Directory.CreateDirectory(Root);
            File.WriteAllText(marker, "This folder was made by 'lake demo', which empties it when it is run again.\n");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"Cannot make the demo's folder: {failure.Message} Name one that may be written: lake demo --root DIR", failure);
        }

        using var held = Embedded.Storage.LakeLock.Take(Root);
        foreach (var path in Kept.Where(name => name != "_state").Select(name => Path.Combine(Root, name)))
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        }

        foreach (var path in Directory.EnumerateFileSystemEntries(Path.Combine(Root, "_state")))
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        }
    }
}
