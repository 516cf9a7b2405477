using System.Text.Json.Nodes;
using Amazon.SimpleSystemsManagement;
using Datalake.Aws.Settings;
using Datalake.Aws.Testing;
using Datalake.Datasets;

namespace Datalake.Aws.Tests.Settings;

public class SecretKeysTests(MotoFixture moto)
{
    private const string Key = "correct horse battery staple";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_and_a_parameter_are_read_in_place_of_their_ARNs()
    {
        var server = await moto.RequireAsync();
        var secret = await server.CallAsync(
            "secretsmanager", "secretsmanager.CreateSecret", new JsonObject { ["Name"] = "lake/protect", ["SecretString"] = Key + "\n" }, Stop);
        await server.CallAsync(
            "ssm",
            "AmazonSSM.PutParameter",
            new JsonObject { ["Name"] = "/lake/phone", ["Type"] = "SecureString", ["Value"] = "another secret key" },
            Stop);

        var (read, problems) = await ReadAsync(
            server,
            ("ONE", (string)secret["ARN"]!),
            ("TWO", $"arn:aws:ssm:{MotoServer.Region}:{MotoServer.AccountId}:parameter/lake/phone"),
            ("THREE", "a key in the variable itself"));

        Assert.Empty(problems);
        Assert.Equal((Key, "another secret key"), (read("ONE"), read("TWO")));
        Assert.Equal(("a key in the variable itself", "x"), (read("THREE"), read("OTHER")));
    }

    [Theory]
    [InlineData("arn:aws:ssm:eu-west-1:123456789012:parameter/nowhere", "there is no such one")]
    [InlineData("arn:aws:secretsmanager:eu-west-1:123456789012:secret:nowhere-AbCdEf", "there is no such one")]
    [InlineData("arn:aws:ssm:us-east-1:123456789012:parameter/lake/phone", "which is in us-east-1; this function is in eu-west-1")]
    [InlineData("arn:aws:s3:::lake/key", "the ARN of a secret or parameter was expected")]
    public async Task What_cannot_be_read_is_a_problem_that_names_variable_and_place(string arn, string expected)
    {
        var (read, problems) = await ReadAsync(await moto.RequireAsync(), ("ONE", arn));
        var problem = Assert.Single(problems);
        Assert.StartsWith("ONE ", problem, StringComparison.Ordinal);
        Assert.Contains(arn, problem, StringComparison.Ordinal);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.Null(read("ONE"));
    }

    [Fact]
    public async Task Without_an_ARN_no_service_is_asked()
    {
        var environment = new EnvironmentReader(_ => null);
        var read = await SecretKeys.ReadAsync(
            Dataset(), _ => Key, () => throw new InvalidOperationException("It was asked."), environment, Stop);
        Assert.Equal(Key, read("ONE"));
        Assert.Empty(environment.Problems);
    }

    private static async Task<(Func<string, string?> Read, IReadOnlyList<string> Problems)> ReadAsync(
        MotoServer server, params (string Name, string Value)[] variables)
    {
        var environment = new EnvironmentReader(_ => null);
        var read = await SecretKeys.ReadAsync(
            Dataset(),
            name => name == "AWS_REGION" ? MotoServer.Region : variables.FirstOrDefault(one => one.Name == name).Value ?? "x",
            () => new AmazonSimpleSystemsManagementClient(
                Moto.Credentials,
                new AmazonSimpleSystemsManagementConfig
                {
                    ServiceURL = server.Endpoint.OriginalString, AuthenticationRegion = MotoServer.Region, MaxErrorRetry = 0,
                }),
            environment,
            Stop);
        return (read, environment.Problems);
    }

    private static DatasetContract Dataset() => DatasetContractReader.Read(
        """
        {
          "name": "carts", "database": "shop", "raw": { "keys": "carts/{id}", "format": "json" }, "identity": ["id"], "changedAt": ["at"],
          "protect": [
            { "path": "a", "with": "hmac", "key": "env:ONE" }, { "path": "b", "with": "encrypt", "key": "env:TWO" },
            { "path": "c", "with": "hmac", "key": "env:THREE" }, { "path": "d", "with": "hmac", "key": "env:ONE" }
          ],
          "columns": { "id": "string", "at": "timestamp" }
        }
        """u8,
        "dataset.json").Contract!;
}
