using System.Runtime.InteropServices;

namespace Trichter.Insight.Learning;

/// <summary>Rows of numbers of which most are zero: only the others are kept.</summary>
public sealed class Design(int width, int rows, int room)
{
    private readonly List<int> ends = new(rows);
    private readonly List<Cell> cells = new(room);

    public int Width => width;
    public int Count => ends.Count;

    public void Add(int column, double value) => cells.Add(new Cell(column, value));

    public void EndRow() => ends.Add(cells.Count);

    public ReadOnlySpan<Cell> this[int row] => CollectionsMarshal.AsSpan(cells)[(row == 0 ? 0 : ends[row - 1])..ends[row]];

    public double Dot(int row, double[] weights)
    {
        var sum = 0.0;
        foreach (var cell in this[row]) sum += weights[cell.Column] * cell.Value;
        return sum;
    }

    public double[] Means()
    {
        var means = new double[width];
        foreach (var cell in cells) means[cell.Column] += cell.Value / Math.Max(1, Count);
        return means;
    }
}

public readonly record struct Cell(int Column, double Value);
