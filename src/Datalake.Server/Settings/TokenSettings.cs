using Datalake.Server.Access;

namespace Datalake.Server.Settings;

/// <summary>A token that is accepted.</summary>
/// <param name="Name">Whose it is, for logs: 1 to 64 letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</param>
/// <param name="Sha256">The SHA-256 of the token's characters in UTF-8, 32 bytes. The token itself is nowhere.</param>
/// <param name="Roles">What its holder may do; at least one.</param>
public sealed record TokenSettings(string Name, ReadOnlyMemory<byte> Sha256, IReadOnlyList<AccessRole> Roles);
