namespace Creneau.Storage.Demonstration;

/// <summary>
/// What a room adds to the demonstration, after the town halls, desks and appointments are there. A room registers its
/// own with <see cref="DemoRowsRegistration.AddDemoRows"/>.
/// </summary>
/// <param name="AddAsync">Adds to the context, which is saved afterwards, or writes by statements of its own.</param>
public sealed record DemoRows(Func<DemoRun, CancellationToken, Task> AddAsync);

/// <summary>The demonstration that is being made.</summary>
/// <param name="Db">In the one transaction of the demonstration.</param>
/// <param name="Today">Wall clock date in metropolitan France.</param>
/// <param name="Random">Begins anew for each room, from the seed: what one room draws changes nothing in another.</param>
public sealed record DemoRun(CreneauDb Db, DemoScale Scale, DateOnly Today, DateTime NowUtc, Random Random);
