using Microsoft.AspNetCore.Builder;

namespace Datalake.Server.Problems;

/// <summary>Makes a server answer with problem details.</summary>
public static class ProblemServices
{
    /// <summary>Answers failures, and addresses where nothing is, with problem details. Comes before everything that may fail.</summary>
    /// <param name="app">The server.</param>
    public static IApplicationBuilder UseLakeProblems(this IApplicationBuilder app) => app.UseMiddleware<ProblemMiddleware>();
}
