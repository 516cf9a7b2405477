using Datalake.Embedded.Live;

namespace Datalake.Embedded.Tests.Live;

public sealed class WorkGateTests : IDisposable
{
    private readonly WorkGate gate = new(2);

    public void Dispose() => gate.Dispose();

    [Fact]
    public async Task Several_work_beside_each_other_up_to_its_width()
    {
        using var first = await gate.EnterAsync(Test.Token);
        var second = await gate.EnterAsync(Test.Token);
        var third = gate.EnterAsync(Test.Token).AsTask();
        Assert.False(third.IsCompleted);

        second.Dispose();

        (await third).Dispose();
    }

    [Fact]
    public async Task Who_is_alone_waits_for_the_others_and_newcomers_wait_for_him()
    {
        var first = await gate.EnterAsync(Test.Token);
        var alone = gate.EnterAloneAsync(Test.Token).AsTask();
        var newcomer = gate.EnterAsync(Test.Token).AsTask();
        Assert.False(alone.IsCompleted || newcomer.IsCompleted);

        first.Dispose();
        var held = await alone;
        Assert.False(newcomer.IsCompleted);

        held.Dispose();
        (await newcomer).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_to_be_alone_leaves_the_places_to_others()
    {
        using var first = await gate.EnterAsync(Test.Token);
        using var impatient = new CancellationTokenSource();
        var alone = gate.EnterAloneAsync(impatient.Token).AsTask();

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => alone);
        (await gate.EnterAsync(Test.Token)).Dispose();
    }
}
