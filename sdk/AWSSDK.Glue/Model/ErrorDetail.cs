namespace Amazon.Glue.Model;

/// <summary>A reason.</summary>
public partial class ErrorDetail
{
    /// <summary>The code, for example <c>AlreadyExistsException</c>.</summary>
    public string ErrorCode { get; set; }

    /// <summary>The words for it.</summary>
    public string ErrorMessage { get; set; }
}
