namespace Trichter.Platform.Ui;

/// <summary>Lets the parts of one page read one at a time. Whoever has the turn renders no other part while having it.</summary>
public sealed class TurnsOfParts : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Waits for the turn; to be disposed when all is read.</summary>
    public async ValueTask<IDisposable> TakeAsync()
    {
        await turn.WaitAsync();
        return new Turn(turn);
    }

    public void Dispose() => turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
