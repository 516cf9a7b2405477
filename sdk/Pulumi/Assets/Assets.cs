namespace Pulumi;

/// <summary>A file as it is.</summary>
/// <param name="path">Its path, from the folder of <c>Pulumi.yaml</c>.</param>
public sealed class FileAsset(string path) : Asset("fileAsset", path);

/// <summary>A text.</summary>
/// <param name="text">The text.</param>
public sealed class StringAsset(string text) : Asset("stringAsset", text);

/// <summary>An archive, or a folder of which one is made.</summary>
/// <param name="path">Its path, from the folder of <c>Pulumi.yaml</c>.</param>
public sealed class FileArchive(string path) : Archive("fileArchive", path);
