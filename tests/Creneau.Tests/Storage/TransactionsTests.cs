using Creneau.Acting;
using Creneau.Keys;
using Creneau.Storage;
using Creneau.TestKit;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Storage;

public sealed class TransactionsTests
{
    private const int Busy = 5;

    [Fact]
    public async Task A_busy_database_is_asked_again_although_the_platforms_clock_stands_still()
    {
        await using var town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        await town.StartAsync();
        var tries = 0;

        var answer = await town.Get<Transactions>().RunAsync(
            Actor.Platform,
            "try",
            _ => ++tries == 1 ? throw new SqliteException("busy", Busy) : Task.FromResult(TransactionResult.Refuse(tries)),
            TestContext.Current.CancellationToken);

        answer.ShouldBe(2);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_form_posted_again_gets_its_answer_again_unless_its_content_is_another_and_is_decided_once(DatabaseProvider provider)
    {
        await using var town = await TestTown.FoundAsync(provider);
        await town.StartAsync();
        var (nine, ten) = (Form(town, "09:00"), Form(town, "10:00"));
        var decisions = 0;

        List<string> answers = [await PostAsync(nine), await PostAsync(nine), await PostAsync(ten)];
        List<string?> earlier = [await EarlierAsync(nine), await EarlierAsync(ten)];

        answers.ShouldBe(["decided", "decided", "other content"]);
        earlier.ShouldBe(["decided", null]);
        decisions.ShouldBe(1);

        Task<string> PostAsync(FormKey form) => town.Get<Transactions>().RunAsync(
            Actor.Platform, form, "other content", _ => Task.FromResult(Decided(ref decisions)), Stop);

        Task<string?> EarlierAsync(FormKey form) => town.Get<Transactions>().EarlierAnswerAsync<string>(form, Stop);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static FormKey Form(TestTown town, string content) =>
        FormKey.Of(town.Get<PlatformKeys>(), "hold", TestTown.Citizen(), "form", content);

    private static TransactionResult<string> Decided(ref int decisions)
    {
        decisions++;
        return TransactionResult.Commit("decided");
    }
}
