namespace Datalake.Infrastructure.Tests.Stack;

/// <summary>The functions have the limits that are planned.</summary>
public class ConcurrencyTests
{
    [Fact]
    public void Each_function_has_a_limit_where_the_account_is_known() => Assert.Equal(
        new Dictionary<string, int?>(StringComparer.Ordinal)
        {
            ["DeliverToFirehoseProxy"] = 100,
            ["StructCheckoutData"] = 50,
            ["StructFulfillmentData"] = 50,
            ["submitPartitionRoutineCluster"] = 1,
        },
        Limits(PrintedStack.DeployIn("eu-west-1", ("accountConcurrency", "1000"))));

    [Fact]
    public void A_new_account_can_deploy_without_a_setting() =>
        Assert.All(Limits(PrintedStack.Default), limit => Assert.Null(limit.Value));

    private static Dictionary<string, int?> Limits(DeployedStack stack) => stack.Of("lambda/function:Function").ToDictionary(
        function => function.Text("name"), function => (int?)(double?)function.Inputs["reservedConcurrentExecutions"], StringComparer.Ordinal);
}
