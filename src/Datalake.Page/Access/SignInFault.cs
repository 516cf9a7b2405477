namespace Datalake.Page.Access;

/// <summary>Why somebody was not signed in.</summary>
internal enum SignInFault
{
    /// <summary>The token is none that the server accepts.</summary>
    Wrong,

    /// <summary>The token may post, and see nothing.</summary>
    Role,
}
