using Datalake.Aws.Functions;

await FunctionHost.RunAsync(FunctionFactory.CreateDeliverAsync);
