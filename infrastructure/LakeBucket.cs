using Datalake.Infrastructure.Policies;
using Pulumi;
using Pulumi.Aws.S3;
using Part = Pulumi.Aws.S3.Inputs;

namespace Datalake.Infrastructure;

/// <summary>A bucket.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Guards">What keeps it private; nothing is to be put into it before. None for a bucket that was there.</param>
internal sealed record LakeBucket(Output<string> Name, Output<string> Arn, IReadOnlyList<Resource> Guards)
{
    /// <summary>Declares a bucket: encrypted, versioned, private, over TLS only.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="bucketName">Its name.</param>
    /// <param name="context">The stack.</param>
    /// <param name="encryption">How it is encrypted.</param>
    /// <param name="expiries">What expires.</param>
    public static LakeBucket Create(
        string name, Output<string> bucketName, LakeContext context, Encryption encryption, IReadOnlyList<ExpiryRule> expiries)
    {
        var settings = context.Plan.Settings;
        var bucket = new Bucket(
            name, new BucketArgs { BucketName = bucketName }, new CustomResourceOptions { Protect = settings.ProtectData ? true : null });
        var guards = new List<Resource>
        {
            new BucketPublicAccessBlock(name, new BucketPublicAccessBlockArgs
            {
                Bucket = bucket.Id, BlockPublicAcls = true, BlockPublicPolicy = true, IgnorePublicAcls = true, RestrictPublicBuckets = true,
            }),
            new BucketOwnershipControls(name, new BucketOwnershipControlsArgs
            {
                Bucket = bucket.Id, Rule = new Part.BucketOwnershipControlsRuleArgs { ObjectOwnership = "BucketOwnerEnforced" },
            }),
            new BucketServerSideEncryptionConfiguration(name, new BucketServerSideEncryptionConfigurationArgs
            {
                Bucket = bucket.Id, Rules = { ServerSide(encryption) },
            }),
            new BucketVersioning(name, new BucketVersioningArgs
            {
                Bucket = bucket.Id, VersioningConfiguration = new Part.BucketVersioningVersioningConfigurationArgs { Status = "Enabled" },
            }),
            new BucketPolicy(name, new BucketPolicyArgs
            {
                Bucket = bucket.Id, Policy = PolicyDocument.Load("bucket-tls-only.json", new Placeholders { { "BucketArn", bucket.Arn } }),
            }),
        };
        var lifecycle = new BucketLifecycleConfiguration(
            name,
            new BucketLifecycleConfigurationArgs { Bucket = bucket.Id, Rules = Rules(expiries, settings.Retention.NoncurrentDays) },
            new CustomResourceOptions { DependsOn = { guards[3] } });
        return new LakeBucket(bucket.Id, bucket.Arn, [.. guards, lifecycle]);
    }

    private static Part.BucketServerSideEncryptionConfigurationRuleArgs ServerSide(Encryption encryption) => new()
    {
        // A bucket key asks KMS once in a while instead of once an object.
        BucketKeyEnabled = encryption.KeyArn is null ? null : (Input<bool>)true,
        ApplyServerSideEncryptionByDefault = new Part.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs
        {
            SseAlgorithm = encryption.KeyArn is null ? "AES256" : "aws:kms",
            KmsMasterKeyId = encryption.KeyArn is { } key ? (Input<string>)key : null,
        },
    };

    private static Part.BucketLifecycleConfigurationRuleArgs[] Rules(IReadOnlyList<ExpiryRule> expiries, int noncurrentDays) =>
    [
        new()
        {
            Id = "leftovers",
            Status = "Enabled",
            Filter = new Part.BucketLifecycleConfigurationRuleFilterArgs { Prefix = "" },
            Expiration = new Part.BucketLifecycleConfigurationRuleExpirationArgs { ExpiredObjectDeleteMarker = true },
                AbortIncompleteMultipartUpload = new Part.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs
                {
                    DaysAfterInitiation = 7,
                },
                NoncurrentVersionExpiration = new Part.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs
                {
                    NoncurrentDays = noncurrentDays,
                },
        },
        .. expiries.Select(expiry => new Part.BucketLifecycleConfigurationRuleArgs
        {
            Id = expiry.Prefix.Length == 0 ? "all" : expiry.Prefix.Trim('/').Replace('/', '-'),
            Status = "Enabled",
            Filter = new Part.BucketLifecycleConfigurationRuleFilterArgs { Prefix = expiry.Prefix },
            Expiration = new Part.BucketLifecycleConfigurationRuleExpirationArgs { Days = expiry.Days - expiry.NoncurrentDays },

            // Where rules overlap, S3 keeps to the one that deletes earlier.
            NoncurrentVersionExpiration = new Part.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs
            {
                NoncurrentDays = expiry.NoncurrentDays,
            },
        }),
    ];
}

/// <summary>What expires.</summary>
/// <param name="Prefix">Its keys begin with this.</param>
/// <param name="Days">So many days after it came, its last version is deleted.</param>
/// <param name="NoncurrentDays">
/// For so many of these days it is a noncurrent version, which nobody sees who does not ask for versions. A version that is replaced before
/// is deleted so many days after, which is never later.
/// </param>
internal sealed record ExpiryRule(string Prefix, int Days, int NoncurrentDays);
