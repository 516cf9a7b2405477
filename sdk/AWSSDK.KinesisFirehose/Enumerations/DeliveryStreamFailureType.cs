using System.Text.Json.Serialization;
using Amazon.Runtime;
using AwsProtocols.Json;

namespace Amazon.KinesisFirehose;

/// <summary>Why a stream failed.</summary>
[JsonConverter(typeof(ConstantConverter<DeliveryStreamFailureType>))]
public class DeliveryStreamFailureType : ConstantClass
{
    /// <summary><c>CREATE_ENI_FAILED</c>.</summary>
    public static readonly DeliveryStreamFailureType CREATE_ENI_FAILED = new("CREATE_ENI_FAILED");

    /// <summary><c>CREATE_KMS_GRANT_FAILED</c>.</summary>
    public static readonly DeliveryStreamFailureType CREATE_KMS_GRANT_FAILED = new("CREATE_KMS_GRANT_FAILED");

    /// <summary><c>DELETE_ENI_FAILED</c>.</summary>
    public static readonly DeliveryStreamFailureType DELETE_ENI_FAILED = new("DELETE_ENI_FAILED");

    /// <summary><c>DISABLED_KMS_KEY</c>.</summary>
    public static readonly DeliveryStreamFailureType DISABLED_KMS_KEY = new("DISABLED_KMS_KEY");

    /// <summary><c>ENI_ACCESS_DENIED</c>.</summary>
    public static readonly DeliveryStreamFailureType ENI_ACCESS_DENIED = new("ENI_ACCESS_DENIED");

    /// <summary><c>INVALID_KMS_KEY</c>.</summary>
    public static readonly DeliveryStreamFailureType INVALID_KMS_KEY = new("INVALID_KMS_KEY");

    /// <summary><c>KMS_ACCESS_DENIED</c>.</summary>
    public static readonly DeliveryStreamFailureType KMS_ACCESS_DENIED = new("KMS_ACCESS_DENIED");

    /// <summary><c>KMS_KEY_NOT_FOUND</c>.</summary>
    public static readonly DeliveryStreamFailureType KMS_KEY_NOT_FOUND = new("KMS_KEY_NOT_FOUND");

    /// <summary><c>KMS_OPT_IN_REQUIRED</c>.</summary>
    public static readonly DeliveryStreamFailureType KMS_OPT_IN_REQUIRED = new("KMS_OPT_IN_REQUIRED");

    /// <summary><c>RETIRE_KMS_GRANT_FAILED</c>.</summary>
    public static readonly DeliveryStreamFailureType RETIRE_KMS_GRANT_FAILED = new("RETIRE_KMS_GRANT_FAILED");

    /// <summary><c>SECURITY_GROUP_ACCESS_DENIED</c>.</summary>
    public static readonly DeliveryStreamFailureType SECURITY_GROUP_ACCESS_DENIED = new("SECURITY_GROUP_ACCESS_DENIED");

    /// <summary><c>SECURITY_GROUP_NOT_FOUND</c>.</summary>
    public static readonly DeliveryStreamFailureType SECURITY_GROUP_NOT_FOUND = new("SECURITY_GROUP_NOT_FOUND");

    /// <summary><c>SUBNET_ACCESS_DENIED</c>.</summary>
    public static readonly DeliveryStreamFailureType SUBNET_ACCESS_DENIED = new("SUBNET_ACCESS_DENIED");

    /// <summary><c>SUBNET_NOT_FOUND</c>.</summary>
    public static readonly DeliveryStreamFailureType SUBNET_NOT_FOUND = new("SUBNET_NOT_FOUND");

    /// <summary><c>UNKNOWN_ERROR</c>.</summary>
    public static readonly DeliveryStreamFailureType UNKNOWN_ERROR = new("UNKNOWN_ERROR");

    /// <summary><c>VPC_ENDPOINT_SERVICE_NAME_NOT_FOUND</c>.</summary>
    public static readonly DeliveryStreamFailureType VPC_ENDPOINT_SERVICE_NAME_NOT_FOUND = new("VPC_ENDPOINT_SERVICE_NAME_NOT_FOUND");

    /// <summary><c>VPC_INTERFACE_ENDPOINT_SERVICE_ACCESS_DENIED</c>.</summary>
    public static readonly DeliveryStreamFailureType VPC_INTERFACE_ENDPOINT_SERVICE_ACCESS_DENIED =
        new("VPC_INTERFACE_ENDPOINT_SERVICE_ACCESS_DENIED");

    /// <summary>A value by its text; one that is not listed here is taken as it is.</summary>
    public DeliveryStreamFailureType(string value)
        : base(value)
    {
    }

    /// <summary>Finds the value with this text.</summary>
    public static DeliveryStreamFailureType FindValue(string value) => FindValue<DeliveryStreamFailureType>(value);

    /// <summary>The value with this text.</summary>
    public static implicit operator DeliveryStreamFailureType(string value) => FindValue(value);
}
