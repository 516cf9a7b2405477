namespace Datalake.Embedded.Tests.Simulation;

/// <summary>The program stops here, whatever stopped it. No code of the product catches it.</summary>
internal sealed class PowerFailureException() : Exception("The program stopped here.");
