using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace DuckDB.NET.Data.Reader;

/// <summary>
/// The generic collections whose types are known only at run time. Where no type can be made then (NativeAOT), lists of collections
/// and maps are collections of object.
/// </summary>
internal static class NestedTypes
{
    private const string KeptByUse = "The types come from ListOf and DictionaryOf; both have a constructor without parameters, which is kept because it is called below.";

    internal static Type ListOf(Type element) =>
        RuntimeFeature.IsDynamicCodeSupported ? typeof(List<>).MakeGenericType(element) : typeof(List<object?>);

    internal static Type DictionaryOf(Type key, Type value) =>
        RuntimeFeature.IsDynamicCodeSupported ? typeof(Dictionary<,>).MakeGenericType(key, value) : typeof(Dictionary<object, object?>);

    /// <summary>A list of that type, which <see cref="ListOf"/> made.</summary>
    internal static IList NewList(Type type) => RuntimeFeature.IsDynamicCodeSupported ? (IList)New(type) : new List<object?>();

    /// <summary>A dictionary of that type, which <see cref="DictionaryOf"/> made.</summary>
    internal static IDictionary NewDictionary(Type type) =>
        RuntimeFeature.IsDynamicCodeSupported ? (IDictionary)New(type) : new Dictionary<object, object?>();

    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = KeptByUse)]
    private static object New(Type type) => Activator.CreateInstance(type)!;
}
