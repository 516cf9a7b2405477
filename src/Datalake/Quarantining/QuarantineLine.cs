namespace Datalake.Quarantining;

/// <summary>One line of a quarantine object.</summary>
/// <param name="Text">The line as it is written, without its end. Valid until the next one is read.</param>
/// <param name="Entry">The entry; null where it is damaged.</param>
/// <param name="Damage">Which line of which object cannot be read, why, and what to do; null where it can.</param>
public readonly record struct QuarantineLine(ReadOnlyMemory<byte> Text, QuarantineEntry? Entry, string? Damage);
