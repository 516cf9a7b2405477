using Datalake.Bench;

return await BenchCommand.Create(Console.Out, Console.Error).Parse(args).InvokeAsync();
