namespace Datalake.Tests.Tables.Delta.Simulation;

/// <summary>The clock of a machine that is wrong by some time.</summary>
internal sealed class SkewedTime(TimeProvider inner, TimeSpan error) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + error;
}
