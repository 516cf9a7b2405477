using Datalake.Protection;

namespace Datalake.Tests.Protection;

public class SecretArnTests
{
    [Theory]
    [InlineData("arn:aws:ssm:eu-west-1:111122223333:parameter/key", "arn:aws:ssm:eu-west-1:111122223333:parameter/key")]
    [InlineData("arn:aws-us-gov:ssm:us-gov-west-1:111122223333:parameter/a/b.c_d-e", "arn:aws-us-gov:ssm:us-gov-west-1:111122223333:parameter/a/b.c_d-e")]
    [InlineData("arn:aws:secretsmanager:eu-west-1:111122223333:secret:lake/protect-AbCdEf", "/aws/reference/secretsmanager/lake/protect")]
    [InlineData("arn:aws:secretsmanager:eu-west-1:111122223333:secret:protect-key-two-AbCdEf", "/aws/reference/secretsmanager/protect-key-two")]
    public void A_secret_or_parameter_is_asked_for_by_the_name_that_Parameter_Store_knows(string text, string parameter)
    {
        Assert.True(SecretArn.TryParse(text, out var arn));
        Assert.Equal((text, text.Split(':')[3], parameter), (arn.Text, arn.Region, arn.Parameter));
        Assert.Equal(text, arn.Resources[0]);
    }

    [Fact]
    public void A_secret_needs_permission_for_itself_and_for_its_name_as_a_parameter()
    {
        Assert.True(SecretArn.TryParse(SecretArn.Example, out var arn));
        Assert.Equal(
            [SecretArn.Example, "arn:aws:ssm:eu-west-1:111122223333:parameter/aws/reference/secretsmanager/datalake/protect"],
            arn.Resources);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("correct horse battery staple")]
    [InlineData("arn:aws:s3:::bucket/key")]
    [InlineData("arn:aws:ssm:eu-west-1:111122223333:parameter/")]
    [InlineData("arn:aws:ssm:eu-west-1:111122223333:parameter/a*")]
    [InlineData("arn:aws:ssm:eu-west-1:1111:parameter/a")]
    [InlineData("arn:aws:ssm::111122223333:parameter/a")]
    [InlineData("arn:aws:secretsmanager:eu-west-1:111122223333:secret:key")]
    [InlineData("arn:aws:secretsmanager:eu-west-1:111122223333:secret:-AbCdEf")]
    [InlineData("arn:aws:secretsmanager:eu-west-1:111122223333:secret:key?-AbCdEf")]
    [InlineData("ARN:aws:ssm:eu-west-1:111122223333:parameter/a")]
    public void Anything_else_is_none(string? text) => Assert.False(SecretArn.TryParse(text, out _));

    [Theory]
    [InlineData("arn:aws:s3:::bucket/key", true)]
    [InlineData("ARN:AWS:ssm", true)]
    [InlineData("arnold", false)]
    public void What_begins_as_an_ARN_is_meant_as_one(string text, bool expected) => Assert.Equal(expected, SecretArn.IsMeant(text));
}
