using Pulumi.Printing;

namespace Pulumi;

/// <summary>The run of a program.</summary>
public sealed class Deployment
{
    private readonly EngineEnvironment environment;

    private Deployment(EngineEnvironment environment)
    {
        this.environment = environment;
    }

    /// <summary>The run that is under way.</summary>
    /// <exception cref="InvalidOperationException">None is.</exception>
    public static Deployment Instance => new(Recorder.Current.Environment);

    /// <summary>The project's name.</summary>
    public string ProjectName => environment.Project;

    /// <summary>The stack's name.</summary>
    public string StackName => environment.Stack;

    /// <summary>
    /// Runs a program and prints what it declared. Pulumi also asks, without a stack, only for the packages that a program needs; then the
    /// program does not run.
    /// </summary>
    /// <param name="func">Declares resources and returns the stack's outputs.</param>
    /// <returns>0; 1 when the program fails, which is said on standard error.</returns>
    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func)
    {
        ArgumentNullException.ThrowIfNull(func);
        var asked = EngineEnvironment.FromProcess();
        try
        {
            Console.Out.Write(asked.Stack.Length == 0 ? PackageListing.Print(asked.Project) : Recorder.Print(asked, func));
            return Task.FromResult(0);
        }
        catch (RunException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return Task.FromResult(1);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Console.Error.WriteLine(exception);
            return Task.FromResult(1);
        }
    }
}
