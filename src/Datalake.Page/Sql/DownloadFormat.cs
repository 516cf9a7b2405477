namespace Datalake.Page.Sql;

/// <summary>A format in which a result can be downloaded.</summary>
/// <param name="Name">Its name in the form, which is the file's extension too.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="MediaType">Its media type.</param>
internal sealed record DownloadFormat(string Name, string Title, string MediaType);
