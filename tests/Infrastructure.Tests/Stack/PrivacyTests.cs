using System.Text.Json.Nodes;

namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>Nothing is public, and nobody may do more than he needs.</summary>
public class PrivacyTests
{
    private static readonly DeployedStack Stack = PrintedStack.Default;
    private static readonly DeployedStack WithKey = PrintedStack.Deploy(
        ("encryption", "kms"),
        ("rawBuckets", "checkout=existing:acme-orders"),
        ("rawBucketKey", "arn:aws:kms:eu-west-1:123456789012:key/raw")
    );

    [Fact]
    public void Each_bucket_is_private_encrypted_versioned_and_kept()
    {
        Assert.Equal(3, Stack.Of("s3/bucket:Bucket").Count);
        Assert.All(Stack.Of("s3/bucket:Bucket"), bucket =>
        {
            var name = bucket.Text("bucket");
            var block = Of("s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
                Assert.All(
                    new[] { "blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets" },
                    property => Assert.True((bool?)block.Inputs[property])
                );
                Assert.Equal(
                    "BucketOwnerEnforced", (string?)Of("s3/bucketOwnershipControls:BucketOwnershipControls").At("rule.objectOwnership"));
            Assert.Equal("Enabled", (string?)Of("s3/bucketVersioning:BucketVersioning").At("versioningConfiguration.status"));
            Assert.Equal(
                    "AES256",
                    (string?)
                        Of("s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")
                            .At("rules.0.applyServerSideEncryptionByDefault.sseAlgorithm")
                );
            var statements = Of("s3/bucketPolicy:BucketPolicy").Json("policy")["Statement"]!.AsArray();
            Assert.All(statements, statement => Assert.Equal("Deny", (string?)statement!["Effect"]));
            Assert.Contains(statements, statement => (string?)statement!["Condition"]!["Bool"]?["aws:SecureTransport"] == "false");
            Assert.True((bool?)bucket.Options["protect"]);

            DeployedResource Of(string type) => Stack.One(type, one => one.Text("bucket") == name);
        });
    }

    [Fact]
    public void A_key_of_the_stack_encrypts_and_each_role_that_works_with_objects_may_use_it()
    {
        var key = WithKey.One("kms/key:Key", _ => true);
        Assert.True((bool?)key.Inputs["enableKeyRotation"]);
        Assert.All(
            WithKey.Of("s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"),
            one => Assert.Equal(key.Arn, (string?)one.At("rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId")));
        string[] users =
        [
            "cluster-instance-disk",
            "cluster-instance",
            "cluster-service-disk",
            "crawler-checkout",
            "crawler-fulfillment",
            "deliver",
            "delivery-checkout",
            "delivery-fulfillment",
            "partition",
            "structure-checkout", "structure-fulfillment",
        ];
        Assert.Equal(users.Select(user => user + "-key"), Naming(key.Arn));
        Assert.Equal(["structure-checkout-raw-key"], Naming("arn:aws:kms:eu-west-1:123456789012:key/raw"));

        static IEnumerable<string> Naming(string key) => WithKey.Of("iam/rolePolicy:RolePolicy")
            .Where(policy => Statements(policy).Any(statement => Values(statement["Resource"]).Contains(key)))
            .Select(policy => policy.Name)
            .Order(StringComparer.Ordinal);
    }

    [Fact]
    public void No_policy_lets_everybody_do_something() => Assert.All(
        Documents(Stack).Concat(Documents(WithKey)),
            statement =>
                Assert.False(
                    (string?)statement["Effect"] == "Allow"
                        && statement["Principal"]?.ToJsonString().Contains("\"*\"", StringComparison.Ordinal) == true
                )
        );

    [Fact]
    public void Every_arn_in_a_policy_is_one_of_this_stack()
    {
        var known = Stack.All.Select(resource => resource.Arn).ToArray();
        var named = Stack
            .Of("iam/rolePolicy:RolePolicy")
            .SelectMany(Statements)
            .SelectMany(statement => Values(statement["Resource"]))
            .ToArray();
        Assert.All(
            named.Where(arn => arn != "*" && !arn.StartsWith("arn:aws:", StringComparison.Ordinal)),
            arn => Assert.Contains(known, one => IsOf(arn, one))
        );

        var tables = named
            .Where(arn => arn.Contains(":glue:", StringComparison.Ordinal) && arn.Contains(":table/", StringComparison.Ordinal))
            .ToArray();
        Assert.Contains($"arn:aws:glue:eu-west-1:{DeployedStack.Account}:table/checkout/raw_checkout", tables);
        var declared = Stack
            .Of("glue/catalogTable:CatalogTable")
            .Select(table => $"table/{table.Text("databaseName")}/{table.Text("name")}")
            .ToArray();
        Assert.All(
            tables.Where(arn => !arn.EndsWith("/crawled_*", StringComparison.Ordinal)),
            arn => Assert.Contains(arn.Split(':')[^1], declared)
        );

        static bool IsOf(string arn, string resource) =>
            arn == resource
            || arn.StartsWith(resource + "/", StringComparison.Ordinal)
            || arn.StartsWith(resource + ":", StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_structures_writes_only_its_datasets_objects()
    {
        var policy = Stack.One("iam/rolePolicy:RolePolicy", one => one.Name == "structure-checkout");
        var lake = Stack.One("s3/bucket:Bucket", one => one.Name == "lake").Arn;
        var written = Statements(policy)
            .Where(statement => Values(statement["Action"]).Contains("s3:PutObject"))
            .SelectMany(statement => Values(statement["Resource"]));
        Assert.Equal([$"{lake}/structured_json/checkout/*", $"{lake}/quarantine/checkout/*"], written);
        var read = Statements(policy)
            .Where(statement => Values(statement["Action"]).Contains("s3:GetObject"))
            .SelectMany(statement => Values(statement["Resource"]));
        Assert.Contains(Stack.One("s3/bucket:Bucket", one => one.Name == "raw-checkout").Arn + "/*_CheckoutOrder/*/id/*", read);
    }

    [Fact]
    public void A_function_gets_the_place_of_a_secret_key_and_may_read_that_only()
    {
        using var root = new StackRoot();
        root.Add("carts", text => text
            .Replace("{shard}_CheckoutOrder", "carts", StringComparison.Ordinal)
            .Replace(
                "\"columns\": {",
                "\"protect\": [{ \"path\": \"ClientProfileData.email\", \"with\": \"hmac\" }, " +
                "{ \"path\": \"ClientProfileData.phone\", \"with\": \"encrypt\", \"key\": \"env:PHONE_KEY\" }],\n  \"columns\": {",
                StringComparison.Ordinal));
        const string Secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:lake/protect-AbCdEf";
        const string Parameter = "arn:aws:ssm:eu-west-1:111122223333:parameter/lake/phone";
        var stack = new DeployedStack(
            PrintedStack.Print(root, ("DATALAKE_PROTECT_KEY", Secret), ("PHONE_KEY", Parameter)));

        var variables = stack.One("lambda/function:Function", one => one.Name == "structure-carts").Inputs["environment"]!["variables"]!;
        Assert.Equal((Secret, Parameter), ((string)variables["DATALAKE_PROTECT_KEY"]!, (string)variables["PHONE_KEY"]!));
        var granted = Statements(stack.One("iam/rolePolicy:RolePolicy", one => one.Name == "structure-carts-keys")).ToArray();
        Assert.Equal(
            [Secret, "arn:aws:ssm:eu-west-1:111122223333:parameter/aws/reference/secretsmanager/lake/protect", Parameter],
            Values(granted[0]["Resource"]));
        Assert.DoesNotContain(stack.All, one => one.Name == "structure-checkout-keys");
    }

    private static IEnumerable<JsonNode> Documents(DeployedStack stack) =>
        stack.All.SelectMany(resource => new[] { "policy", "assumeRolePolicy" }.Where(resource.Inputs.ContainsKey)
            .SelectMany(property => resource.Json(property)["Statement"]!.AsArray().Select(statement => statement!)));

    private static IEnumerable<JsonNode> Statements(DeployedResource policy) =>
        policy.Json("policy")["Statement"]!.AsArray().Select(statement => statement!);

    private static string[] Values(JsonNode? node) => node switch
    {
        JsonArray list => [.. list.Select(one => (string)one!)],
        null => [],
        _ => [(string)node!],
    };
}
