namespace Amazon.SimpleNotificationService.Model;

/// <summary>An attribute of a message.</summary>
public partial class MessageAttributeValue
{
    /// <summary><c>String</c>, <c>String.Array</c>, <c>Number</c> or <c>Binary</c>. Required.</summary>
    public string DataType { get; set; }

    /// <summary>The value, unless it is binary.</summary>
    public string StringValue { get; set; }

    /// <summary>The value of a binary.</summary>
    public MemoryStream BinaryValue { get; set; }
}
