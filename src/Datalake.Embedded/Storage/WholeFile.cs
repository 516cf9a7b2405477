using System.Text;

namespace Datalake.Embedded.Storage;

/// <summary>Writes small files outside the lake: as a whole or not at all.</summary>
public static class WholeFile
{
    /// <summary>
    /// Deletes a file that is not needed. What cannot be deleted now goes when the lake is opened next, and is no reason for a failure.
    /// </summary>
    internal static void TryDelete(string path, IFileSystem files)
    {
        try
        {
            files.DeleteFile(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Writes a file and, where needed, its folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">What it is to hold.</param>
    /// <param name="replaces">Whether it may be there already.</param>
    /// <exception cref="IOException">It cannot be written, or is there.</exception>
    public static void Write(string path, string text, bool replaces)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var writing = Path.Combine(folder, FormattableString.Invariant($".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp"));
        try
        {
            using (var file = new FileStream(writing, FileMode.Create, FileAccess.Write))
            {
                file.Write(Encoding.UTF8.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            File.Move(writing, path, replaces);
        }
        finally
        {
            File.Delete(writing);
        }
    }
}
