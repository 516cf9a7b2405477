using Datalake.Page.Tests.Checking;

[assembly: AssemblyFixture(typeof(Browsers))]
[assembly: AssemblyFixture(typeof(FilledServer))]
