namespace DuckDB.NET.Data.Statements;

/// <summary>Gives the parameters of a statement their values, by name when any parameter has one, else by position.</summary>
internal static class ParameterBinder
{
    /// <exception cref="InvalidOperationException">A parameter of the statement has no value.</exception>
    internal static void Bind(DuckDBPreparedStatement statement, DuckDBParameterCollection parameters)
    {
        var expected = NativeMethods.PreparedStatements.DuckDBParams(statement);
        if (expected == 0) return;

        var byName = parameters.Cast<DuckDBParameter>().Any(p => p.ParameterName.Length > 0);
        for (var position = 1L; position <= expected; position++)
        {
            var parameter = byName ? Named(statement, position, parameters) : Positional(position, expected, parameters);
            using var value = ParameterValue.Create(parameter.Value);
            if (NativeMethods.PreparedStatements.DuckDBBindValue(statement, position, value) != DuckDBState.Success)
                throw EngineError.From(NativeMethods.PreparedStatements.DuckDBPrepareError(statement));
        }
    }

    private static DuckDBParameter Named(DuckDBPreparedStatement statement, long position, DuckDBParameterCollection parameters)
    {
        var name = NativeMethods.PreparedStatements.DuckDBParameterName(statement, position);
        return parameters.IndexOf(name) is var index and >= 0
            ? parameters[index]
            : throw new InvalidOperationException(
                $"The statement has a parameter ${name}, and the command gives it no value. It has " +
                $"{string.Join(", ", parameters.Cast<DuckDBParameter>().Select(p => $"'{p.ParameterName}'"))} (names are written without the $).");
    }

    private static DuckDBParameter Positional(long position, long expected, DuckDBParameterCollection parameters) =>
        position <= parameters.Count
            ? parameters[(int)position - 1]
            : throw new InvalidOperationException($"The statement has {expected} parameters, and the command gives {parameters.Count}.");
}
