namespace FunctionZip;

/// <summary>A file to pack.</summary>
/// <param name="Entry">Its name in the zip.</param>
/// <param name="Source">Where it is.</param>
internal sealed record ZipFile(string Entry, string Source);
