using Datalake.Cli.Commands;

using var signals = new StopSignals();
using var io = CommandIo.OfProcess();
return await LakeCommandLine.RunAsync(args, io, signals.Token);
