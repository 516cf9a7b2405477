using Datalake.Aws.Testing;

[assembly: AssemblyFixture(typeof(MotoFixture))]
