using Datalake.Cli.Commands;

using var io = CommandIo.OfProcess();
return await LakeCommandLine.RunAsync(["bench", .. args], io);
