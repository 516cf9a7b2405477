using FsCheck;

namespace Datalake.Testing;

/// <summary>Runs properties over random cases.</summary>
public static class PropertyCheck
{
    /// <summary>
    /// Fails when the property does not hold for one of many cases. The failure names the smallest such case; the test writes its seed.
    /// </summary>
    /// <param name="property">The property.</param>
    /// <param name="cases">How many cases are tried.</param>
    public static void Holds(this Property property, int cases = 100) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(new Replay(new Rnd((ulong)TestSeed.Next()), null)), property);
}
