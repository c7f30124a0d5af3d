using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Kit;

public sealed class LastWillTests : IDisposable
{
    private readonly ScratchFolder _folder = ScratchFolder.New("will");

    private string Trace => _folder.At("it's done");

    [Fact]
    public void It_is_carried_out_when_it_is_disposed()
    {
        var will = LastWill.Write("""touch "$1" """, Trace);
        File.Exists(Trace).ShouldBeFalse();

        will.Dispose();

        File.Exists(Trace).ShouldBeTrue();
    }

    [Fact]
    public void It_is_not_carried_out_when_it_was_revoked()
    {
        var will = LastWill.Write("""touch "$1" """, Trace);

        will.Revoke();

        File.Exists(Trace).ShouldBeFalse();
    }

    public void Dispose() => _folder.Dispose();
}
