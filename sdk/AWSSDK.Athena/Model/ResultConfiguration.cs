namespace Amazon.Athena.Model;

/// <summary>Where a query's result goes.</summary>
public partial class ResultConfiguration
{
    /// <summary>The folder, <c>s3://…/</c>; of a query that runs, the file.</summary>
    public string OutputLocation { get; set; }

    /// <summary>The account the bucket must be of.</summary>
    public string ExpectedBucketOwner { get; set; }

    /// <summary>How the result is encrypted.</summary>
    public EncryptionConfiguration EncryptionConfiguration { get; set; }
}
