namespace Datalake.Server.Describing;

/// <summary>
/// The types of bodies that the description names for an address which looks at the type itself: routing would refuse the others with less
/// to say.
/// </summary>
/// <param name="Types">The types.</param>
internal sealed record BodyTypes(params string[] Types);
