namespace Datalake.Server.Receiving;

/// <summary>What a body brought.</summary>
/// <param name="Bytes">Its bytes as they came.</param>
/// <param name="Records">The records in it; 0 for a batch without any, such as <c>[]</c>, which need not be stored.</param>
/// <param name="Unreadable">Those that have no reading and go to quarantine.</param>
/// <param name="First">The first of them; null where there is none.</param>
public sealed record ReceivedRecords(long Bytes, long Records, long Unreadable, UnreadableRecord? First);
