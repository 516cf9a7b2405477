using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A TIME taken apart. Unlike <see cref="TimeOnly"/> it can be 24:00:00.</summary>
/// <param name="hour">The hour, 0 to 24.</param>
/// <param name="min">The minute, 0 to 59.</param>
/// <param name="sec">The second, 0 to 59.</param>
/// <param name="microsecond">The microsecond, 0 to 999,999.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DuckDBTimeOnly(byte hour, byte min, byte sec, int microsecond)
{
    /// <summary>A time of day on a whole second.</summary>
    public DuckDBTimeOnly(byte hour, byte min, byte sec)
        : this(hour, min, sec, 0)
    {
    }

    /// <summary>The hour, 0 to 24.</summary>
    public byte Hour { get; } = hour;

    /// <summary>The minute, 0 to 59.</summary>
    public byte Min { get; } = min;

    /// <summary>The second, 0 to 59.</summary>
    public byte Sec { get; } = sec;

    /// <summary>The microsecond, 0 to 999,999.</summary>
    public int Microsecond { get; } = microsecond;

    /// <summary>Ticks of 100 nanoseconds since midnight.</summary>
    public long Ticks =>
        Hour * TimeSpan.TicksPerHour + Min * TimeSpan.TicksPerMinute + Sec * TimeSpan.TicksPerSecond + Microsecond * TimeSpan.TicksPerMicrosecond;

    /// <summary>The same time of day; ticks below a microsecond are dropped.</summary>
    public static implicit operator DuckDBTimeOnly(TimeOnly time) =>
        new((byte)time.Hour, (byte)time.Minute, (byte)time.Second, time.Millisecond * 1000 + time.Microsecond);

    /// <summary>The same time of day.</summary>
    /// <exception cref="InvalidCastException">It is 24:00:00.</exception>
    public static implicit operator TimeOnly(DuckDBTimeOnly time) =>
        time.Ticks < TimeSpan.TicksPerDay
            ? new TimeOnly(time.Ticks)
            : throw new InvalidCastException("The TIME 24:00:00 is no TimeOnly, which ends before midnight. Read it as DuckDBTimeOnly.");

    /// <summary>The time as <c>09:30:00.000000</c>.</summary>
    public override string ToString() => $"{Hour:00}:{Min:00}:{Sec:00}.{Microsecond:000000}";
}
