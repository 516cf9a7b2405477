using System.Text.Json.Nodes;

namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>The cluster that the function of a stack asks EMR for.</summary>
public class ClusterTests
{
    // Service Quotas, Amazon EC2, of an account that has not used EC2 yet: L-1216C47A (on demand) and L-34B43A08 (spot), in vCPUs.
    private const int NewAccountsQuota = 5;

    // Amazon EC2 Instance Types Guide, "General purpose instances" and "Memory optimized instances".
    private static readonly Dictionary<string, int> Cpus = new(StringComparer.Ordinal)
    {
        ["m6g.xlarge"] = 4,
        ["m7g.xlarge"] = 4,
        ["r6g.xlarge"] = 4,
        ["r7g.xlarge"] = 4,
    };

    [Fact]
    public async Task By_default_it_fits_the_quotas_of_a_new_account_whatever_types_EMR_takes()
    {
        var (onDemand, spot) = CpusOf(await RequestedCluster.OfAsync(PrintedStack.Default));
        Assert.InRange(onDemand, 1, NewAccountsQuota);
        Assert.InRange(spot, 0, NewAccountsQuota);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 38)]
    public async Task It_needs_the_quotas_that_the_docs_say(int core, int task)
    {
        var (onDemand, spot) = CpusOf(await RequestedCluster.OfAsync(Scaled(core, task)));
        Assert.Equal((4 * (1 + core + task), 4 * task), (onDemand, spot));
    }

    [Fact]
    public async Task By_default_it_is_one_node_on_demand()
    {
        var request = await RequestedCluster.OfAsync(PrintedStack.Default);
        var fleet = Assert.Single(request["Instances"]!["InstanceFleets"]!.AsArray());
        Assert.Equal(("MASTER", 1), ((string?)fleet!["InstanceFleetType"], (int?)fleet["TargetOnDemandCapacity"]));
    }

    [Fact]
    public async Task Core_nodes_are_on_demand_and_only_task_nodes_are_spot()
    {
        var request = await RequestedCluster.OfAsync(Scaled(2, 6));
        Assert.Equal((1, null), Capacity("MASTER"));
        Assert.Equal((2, null), Capacity("CORE"));
        Assert.Equal((null, 6), Capacity("TASK"));
        Assert.Null(request.Fleet("CORE")!["LaunchSpecifications"]);
        var spot = request.Fleet("TASK")!["LaunchSpecifications"]!["SpotSpecification"]!;
        Assert.Equal(("SWITCH_TO_ON_DEMAND", 10), ((string?)spot["TimeoutAction"], (int?)spot["TimeoutDurationMinutes"]));

        (int? OnDemand, int? Spot) Capacity(string kind) =>
            ((int?)request.Fleet(kind)!["TargetOnDemandCapacity"], (int?)request.Fleet(kind)!["TargetSpotCapacity"]);
    }

    [Fact]
    public async Task Each_tag_is_sent_once_and_those_of_the_settings_among_them()
    {
        var tags = await TagsAsync(PrintedStack.Deploy(("clusterTags", "team=data,cost=4 2")));
        Assert.Equal(tags.Select(tag => tag.Key).Distinct(StringComparer.OrdinalIgnoreCase), tags.Select(tag => tag.Key));
        Assert.Contains(("for-use-with-amazon-emr-managed-policies", "true"), tags);
        Assert.Contains(("team", "data"), tags);
        Assert.Contains(("cost", "4 2"), tags);
    }

    [Fact]
    public async Task A_tag_that_every_cluster_has_is_refused_in_the_settings()
    {
        foreach (var (key, _) in await TagsAsync(PrintedStack.Default))
        {
            foreach (var written in new[] { key, key.ToUpperInvariant() })
            {
                var refused = Assert.Throws<Infrastructure.Settings.SettingsException>(
                    () => PrintedStack.Print(null, ("clusterTags", $"{written}=mine")));
                Assert.Equal("clusterTags", Assert.Single(refused.Problems).Setting);
            }
        }
    }

    [Fact]
    public async Task Its_instances_answer_only_the_second_version_of_their_metadata_service()
    {
        foreach (var stack in new[] { PrintedStack.Default, PrintedStack.Deploy(("encryption", "kms")) })
        {
            var configuration = await ConfigurationAsync(stack);
            var metadata = configuration["InstanceMetadataServiceConfiguration"]!;
            Assert.Equal((2, 1), ((int)metadata["MinimumInstanceMetadataServiceVersion"]!, (int)metadata["HttpPutResponseHopLimit"]!));
        }
    }

    [Theory]
    [InlineData("kms")]
    [InlineData("arn:aws:kms:eu-west-1:123456789012:key/mine")]
    public async Task With_a_key_its_disks_and_what_it_writes_are_encrypted_with_it(string encryption)
    {
        var stack = PrintedStack.Deploy(("encryption", encryption));
        var key = encryption == "kms" ? stack.One("kms/key:Key", _ => true).Arn : encryption;
        var configured = (await ConfigurationAsync(stack))["EncryptionConfiguration"]!;

        Assert.True((bool)configured["EnableAtRestEncryption"]!);
        var atRest = configured["AtRestEncryptionConfiguration"]!;
        var disks = atRest["LocalDiskEncryptionConfiguration"]!;
        Assert.Equal(("AwsKms", key), ((string?)disks["EncryptionKeyProviderType"], (string?)disks["AwsKmsKey"]));
        Assert.True((bool)disks["EnableEbsEncryption"]!);
        var objects = atRest["S3EncryptionConfiguration"]!;
        Assert.Equal(("SSE-KMS", key), ((string?)objects["EncryptionMode"], (string?)objects["AwsKmsKey"]));
        foreach (var (role, granted) in new[] { ("cluster-instance", "kms:GenerateDataKey"), ("cluster-service", "kms:CreateGrant") })
        {
            var policy = stack.One("iam/rolePolicy:RolePolicy", one => one.Name == role + "-disk-key").Json("policy");
            Assert.All(policy["Statement"]!.AsArray(), statement => Assert.Equal(key, (string?)statement!["Resource"]));
            Assert.Contains(granted, policy.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_key_its_configuration_says_nothing_of_encryption_and_no_role_may_use_a_key()
    {
        Assert.Null((await ConfigurationAsync(PrintedStack.Default))["EncryptionConfiguration"]);
        Assert.DoesNotContain(
            PrintedStack.Default.Of("iam/rolePolicy:RolePolicy"),
            policy => policy.Text("policy").Contains("kms:", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_security_configuration_of_the_users_own_takes_the_place_of_the_stacks()
    {
        var stack = PrintedStack.Deploy(("encryption", "kms"), ("clusterSecurityConfiguration", "mine"));
        Assert.Empty(stack.Of("emr/securityConfiguration:SecurityConfiguration"));
        Assert.Equal("mine", (string?)(await RequestedCluster.OfAsync(stack))["SecurityConfiguration"]);
    }

    private static DeployedStack Scaled(int core, int task) =>
        PrintedStack.Deploy(("clusterCoreUnits", core.ToString((IFormatProvider?)null)), ("clusterTaskUnits", task.ToString((IFormatProvider?)null)));

    // What EMR may take at most: of each fleet the largest type for each unit, and all spot capacity on demand when none is found in time.
    private static (int OnDemand, int Spot) CpusOf(JsonObject request)
    {
        var (onDemand, spot) = (0, 0);
        foreach (var fleet in request["Instances"]!["InstanceFleets"]!.AsArray().Select(fleet => fleet!))
        {
            var types = fleet["InstanceTypeConfigs"]!.AsArray();
            var (spotUnits, onDemandUnits) = ((int?)fleet["TargetSpotCapacity"] ?? 0, (int?)fleet["TargetOnDemandCapacity"] ?? 0);
            Assert.NotEmpty(types);
            var action = (string?)fleet["LaunchSpecifications"]?["SpotSpecification"]?["TimeoutAction"];
            spot += types.Max(type => CpusOf(type!, spotUnits));
            onDemand += types.Max(type => CpusOf(type!, onDemandUnits + (action == "SWITCH_TO_ON_DEMAND" ? spotUnits : 0)));
        }

        return (onDemand, spot);
    }

    private static int CpusOf(JsonNode type, int units)
    {
        var weight = (int?)type["WeightedCapacity"] ?? 1;
        return (units + weight - 1) / weight * Cpus[(string)type["InstanceType"]!];
    }

    private static async Task<(string Key, string Value)[]> TagsAsync(DeployedStack stack) =>
        [.. (await RequestedCluster.OfAsync(stack))["Tags"]!.AsArray().Select(tag => ((string)tag!["Key"]!, (string)tag["Value"]!))];

    // By the name that the function sends, so that a configuration that is declared and not used is none.
    private static async Task<JsonNode> ConfigurationAsync(DeployedStack stack)
    {
        var sent = (string?)(await RequestedCluster.OfAsync(stack))["SecurityConfiguration"];
        return stack.One("emr/securityConfiguration:SecurityConfiguration", one => one.Name + "-name" == sent).Json("configuration");
    }
}
