using Datalake.Infrastructure.Policies;
using Datalake.Infrastructure.Settings;
using Pulumi;
using Pulumi.Aws.Iam;
using Pulumi.Aws.Kms;

namespace Datalake.Infrastructure;

/// <summary>The key of the lake's buckets and of the cluster's disks, when they have one that is not AWS's.</summary>
internal sealed class Encryption
{
    private readonly EncryptionSettings settings;

    /// <summary>Declares the key, when the stack makes one.</summary>
    /// <param name="context">The stack.</param>
    public Encryption(LakeContext context)
    {
        settings = context.Plan.Settings.Encryption;
        if (settings.Kind == EncryptionKind.NewKey)
        {
            var key = new Key("lake", new KeyArgs
            {
                Description = "Buckets of the lake",
                EnableKeyRotation = true,
                Policy = PolicyDocument.Load(
                        "lake-key.json",
                        new Placeholders { { "AccountArn", Output.Format($"arn:{context.Partition}:iam::{context.Account}:root") } }
                    ),
            });
            KeyArn = key.Arn;
        }
        else if (settings.KeyArn is { } existing)
        {
            KeyArn = Output.Create(existing);
        }
    }

    /// <summary>The key; null when S3 manages it.</summary>
    public Output<string>? KeyArn { get; }

    /// <summary>Lets a role read and write what is encrypted with the key, when there is one.</summary>
    /// <param name="name">The role's name in the program.</param>
    /// <param name="role">The role.</param>
    /// <param name="readsRaw">True: it also reads arrivals in a bucket that is there, which may have a key of its own.</param>
    public void Grant(string name, Role role, bool readsRaw = false)
    {
        if (KeyArn is not null) Roles.Grant($"{name}-key", role, "use-key.json", new Placeholders { { "KeyArn", KeyArn } });
        if (readsRaw && settings.RawKeyArn is { } raw)
            Roles.Grant($"{name}-raw-key", role, "read-key.json", new Placeholders { { "KeyArn", raw } });
    }

    /// <summary>Lets a role encrypt a cluster's disks with the key, when there is one.</summary>
    /// <param name="name">The role's name in the program.</param>
    /// <param name="role">The role.</param>
    /// <param name="policy">The document that says how it may use the key.</param>
    public void GrantDisks(string name, Role role, string policy)
    {
        if (KeyArn is not null) Roles.Grant($"{name}-disk-key", role, policy, new Placeholders { { "KeyArn", KeyArn } });
    }
}
