using Datalake.Aws.EndToEnd.Tests;
using Datalake.Aws.Testing;

[assembly: AssemblyFixture(typeof(MotoFixture))]
[assembly: AssemblyFixture(typeof(PublishedFunctions))]
