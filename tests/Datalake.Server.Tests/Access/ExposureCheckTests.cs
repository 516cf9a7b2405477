using Datalake.Server.Access;
using Datalake.Server.Tests.Settings;

namespace Datalake.Server.Tests.Access;

/// <summary>Where a server may start, by what its settings say.</summary>
public sealed class ExposureCheckTests
{
    private const string Tls = """ "tls":{"certificate":"file:a.pem"} """;
    private const string Tokens = $$""" "tokens":[{"name":"a","sha256":"{{SampleSettings.Hash}}","roles":["read"]}] """;

    [Theory]
    [InlineData(false, """ "listen":"127.0.0.1:8080" """, "")]
    [InlineData(false, """ "listen":"[::1]:8080" """, "")]
    [InlineData(false, """ "listen":"localhost:8080" """, "")]
    [InlineData(false, """ "listen":"127.8.9.1:8080" """, "")]
    [InlineData(false, """ "listen":"[::ffff:127.0.0.1]:8080" """, "")]
    [InlineData(false, """ "listen":"0.0.0.0:8080" """, "$.tls exposed-without-tls, $.tokens exposed-without-tokens")]
    [InlineData(false, """ "listen":"*:8080" """, "$.tls exposed-without-tls, $.tokens exposed-without-tokens")]
    [InlineData(false, """ "listen":"[::]:8080" """, "$.tls exposed-without-tls, $.tokens exposed-without-tokens")]
    [InlineData(false, """ "listen":"10.0.0.7:8080" """, "$.tls exposed-without-tls, $.tokens exposed-without-tokens")]
    [InlineData(false, $""" "listen":"*:8080",{Tls} """, "$.tokens exposed-without-tokens")]
    [InlineData(false, $""" "listen":"*:8080",{Tokens} """, "$.tls exposed-without-tls")]
    [InlineData(false, $""" "listen":"*:8080",{Tls},{Tokens} """, "")]
    [InlineData(false, $""" "listen":"*:8080","behindProxy":true,{Tokens} """, "")]
    [InlineData(false, """ "listen":"127.0.0.1:8080","behindProxy":true """, "$.tokens exposed-without-tokens")]
    [InlineData(false, $""" "listen":"127.0.0.1:8080","behindProxy":true,{Tokens} """, "")]
    [InlineData(true, """ "listen":"127.0.0.1:8080" """, "")]
    [InlineData(true, """ "listen":"0.0.0.0:8080" """, "$.listen exposed-without-access")]
    [InlineData(true, $""" "listen":"*:8080",{Tls} """, "$.listen exposed-without-access")]
    [InlineData(true, """ "listen":"127.0.0.1:8080","behindProxy":true """, "$.behindProxy exposed-without-access")]
    [InlineData(true, $""" "listen":"127.0.0.1:8080",{Tokens} """, "$.tokens exposed-without-access")]
    public void What_other_machines_reach_has_tokens_and_TLS(bool isOpen, string settings, string problems)
    {
        var found = ExposureCheck.Check(SampleSettings.Read("{" + settings + "}").Require(), isOpen, SampleSettings.Source);
        Assert.Equal(problems, string.Join(", ", found.Select(problem => $"{problem.Path} {problem.Rule}").Order(StringComparer.Ordinal)));
    }
}
