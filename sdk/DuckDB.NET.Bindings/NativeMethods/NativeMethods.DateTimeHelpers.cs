using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

public static partial class NativeMethods
{
    /// <summary>Taking dates and times apart and putting them together, by the engine's own calendar.</summary>
    public static partial class DateTimeHelpers
    {
        /// <summary>Takes a finite date apart.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_from_date")]
        public static partial DuckDBDateOnly DuckDBFromDate(DuckDBDate date);

        /// <summary>Puts a date together.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_to_date")]
        public static partial DuckDBDate DuckDBToDate(DuckDBDateOnly dateStruct);

        /// <summary>Takes a time of day apart.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_from_time")]
        public static partial DuckDBTimeOnly DuckDBFromTime(DuckDBTime time);

        /// <summary>Puts a time of day together.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_to_time")]
        public static partial DuckDBTime DuckDBToTime(DuckDBTimeOnly dateStruct);

        /// <summary>Takes a time of day with its offset apart.</summary>
        [LibraryImport(Library, EntryPoint = "duckdb_from_time_tz")]
        public static partial DuckDBTimeTz DuckDBFromTimeTz(DuckDBTimeTzStruct micros);
    }
}
