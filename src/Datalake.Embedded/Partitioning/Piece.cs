namespace Datalake.Embedded.Partitioning;

/// <summary>A run of rows in the order of the consumable table that is read at once, by one worker.</summary>
/// <param name="IsOrdered">True when the rows of the ranges, one range behind the other, are in the order of the table already.</param>
/// <param name="Ranges">Where the rows lie.</param>
/// <param name="Files">The files they go to, one behind the other.</param>
internal sealed record Piece(bool IsOrdered, IReadOnlyList<PieceRange> Ranges, IReadOnlyList<PieceFile> Files)
{
    /// <summary>Rows in the piece.</summary>
    public long Rows => Files.Sum(file => file.Rows);
}

/// <summary>The rows of a piece in one stage file.</summary>
/// <param name="File">The file's index.</param>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
/// <param name="Count">How many they are; fewer than lie between first and last where other rows lie among them.</param>
/// <param name="FirstPlace">The lowest place in the table's order.</param>
/// <param name="LastPlace">The highest.</param>
internal readonly record struct PieceRange(int File, long First, long Last, long Count, long FirstPlace, long LastPlace)
{
    /// <summary>True when the rows lie side by side.</summary>
    public bool IsWhole => Last - First + 1 == Count;

    /// <summary>The condition in SQL that takes exactly the range's rows from its file.</summary>
    public string Filter { get; init; } = string.Empty;
}

/// <summary>A file of the consumable table that is to be made.</summary>
/// <param name="Day">The change date of its rows.</param>
/// <param name="Number">Its number within the day, from 0.</param>
/// <param name="Rows">How many rows it takes.</param>
internal sealed record PieceFile(DateOnly Day, int Number, long Rows);
