namespace Datalake.Generator.Writing;

/// <summary>JSON lets a writer choose how it escapes; producers differ, so the generated ones do.</summary>
internal enum EscapeStyle
{
    /// <summary>Only what must be escaped; other text stays UTF-8.</summary>
    Relaxed,

    /// <summary>As <see cref="Relaxed"/>, and <c>/</c> as <c>\/</c>.</summary>
    Slashes,

    /// <summary>As <see cref="Relaxed"/>, and all that is not ASCII as <c>\u</c> and four hex digits.</summary>
    Ascii,
}
