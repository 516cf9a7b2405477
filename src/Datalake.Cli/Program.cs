using System.Globalization;
using Datalake.Cli.Generating;

// Only the generator for now: FOLDER ORDERS.
if (args.Length != 2)
{
    await Console.Error.WriteLineAsync("usage: lake FOLDER ORDERS");
    return 2;
}

var options = new CheckoutGeneratorOptions { Orders = long.Parse(args[1], CultureInfo.InvariantCulture) };
await Console.Out.WriteLineAsync(new CheckoutGenerator(options).Generate(new FolderArrivalSink(args[0])).ToString());
return 0;
