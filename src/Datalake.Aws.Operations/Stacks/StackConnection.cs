namespace Datalake.Aws.Operations.Stacks;

/// <summary>How to reach a stack.</summary>
/// <param name="LakeBucket">The lake's bucket, in which the stack's description lies.</param>
/// <param name="Profile">
/// A profile of the shared configuration files; null for what the SDK finds: the environment, the default profile, the machine's role.
/// </param>
/// <param name="Region">
/// The region; null for the one of the environment or the profile, and then the one that the description names.
/// </param>
/// <param name="Endpoint">Where all services are, as an emulator has them; null for AWS.</param>
public sealed record StackConnection(string LakeBucket, string? Profile, string? Region, Uri? Endpoint);
