using FsCheck;
using FsCheck.Fluent;

namespace Datalake.Tests.Checking;

/// <summary>Runs a property over many generated cases; a failure names the smallest case found, and the test writes its seed.</summary>
internal static class Property
{
    public static void Holds<T>(Gen<T> cases, Action<T> property, int count = 2000) => Holds(cases.ToArbitrary(), property, count);

    public static void Holds<T>(Arbitrary<T> cases, Action<T> property, int count = 2000) =>
        Prop.ForAll(cases, property).Holds(count);

    /// <summary>Cases made by plain code from a random source, where a chain of generators would only hide what is made.</summary>
    public static Gen<T> Made<T>(Func<Random, T> make) => Gen.Choose(0, int.MaxValue).Select(seed => make(new Random(seed)));

    /// <summary>The same, with smaller cases to try once one has failed.</summary>
    public static Arbitrary<T> Made<T>(Func<Random, T> make, Func<T, IEnumerable<T>> shrink) => Arb.From(Made(make), shrink);

    /// <summary>Text cases that shrink by cutting pieces out.</summary>
    public static Arbitrary<Utf8Case> Bytes(Func<Random, byte[]> make) =>
        Made(random => new Utf8Case(make(random)), Utf8Case.Shrink);
}
