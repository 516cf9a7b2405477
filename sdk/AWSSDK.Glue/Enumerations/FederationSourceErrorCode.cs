using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.Glue;

/// <summary>What went wrong at the source of a federated catalog.</summary>
[JsonConverter(typeof(ConstantConverter<FederationSourceErrorCode>))]
public class FederationSourceErrorCode : ConstantClass
{
    /// <summary><c>AccessDeniedException</c>.</summary>
    public static readonly FederationSourceErrorCode AccessDeniedException = new("AccessDeniedException");

    /// <summary><c>EntityNotFoundException</c>.</summary>
    public static readonly FederationSourceErrorCode EntityNotFoundException = new("EntityNotFoundException");

    /// <summary><c>InvalidCredentialsException</c>.</summary>
    public static readonly FederationSourceErrorCode InvalidCredentialsException = new("InvalidCredentialsException");

    /// <summary><c>InvalidInputException</c>.</summary>
    public static readonly FederationSourceErrorCode InvalidInputException = new("InvalidInputException");

    /// <summary><c>InvalidResponseException</c>.</summary>
    public static readonly FederationSourceErrorCode InvalidResponseException = new("InvalidResponseException");

    /// <summary><c>OperationTimeoutException</c>.</summary>
    public static readonly FederationSourceErrorCode OperationTimeoutException = new("OperationTimeoutException");

    /// <summary><c>OperationNotSupportedException</c>.</summary>
    public static readonly FederationSourceErrorCode OperationNotSupportedException = new("OperationNotSupportedException");

    /// <summary><c>InternalServiceException</c>.</summary>
    public static readonly FederationSourceErrorCode InternalServiceException = new("InternalServiceException");

    /// <summary><c>PartialFailureException</c>.</summary>
    public static readonly FederationSourceErrorCode PartialFailureException = new("PartialFailureException");

    /// <summary><c>ThrottlingException</c>.</summary>
    public static readonly FederationSourceErrorCode ThrottlingException = new("ThrottlingException");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public FederationSourceErrorCode(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static FederationSourceErrorCode FindValue(string value) => FindValue<FederationSourceErrorCode>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator FederationSourceErrorCode(string value) => FindValue(value);
}
