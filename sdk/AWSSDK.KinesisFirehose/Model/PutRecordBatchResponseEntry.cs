namespace Amazon.KinesisFirehose.Model;

/// <summary>What became of one record.</summary>
public partial class PutRecordBatchResponseEntry
{
    /// <summary>The id of a record that was taken; null when it failed.</summary>
    public string RecordId { get; set; }

    /// <summary>Why it failed, for example <c>ServiceUnavailableException</c>; null when it was taken.</summary>
    public string ErrorCode { get; set; }

    /// <summary>The words for <see cref="ErrorCode"/>.</summary>
    public string ErrorMessage { get; set; }
}
