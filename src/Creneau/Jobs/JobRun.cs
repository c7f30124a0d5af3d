using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Jobs;

/// <summary>When a job of the cluster last ran on any node.</summary>
public sealed class JobRun
{
    private JobRun()
    {
    }

    /// <summary>Of the <see cref="Job"/>.</summary>
    public string Name { get; private set; } = "";

    public DateTime LastStartedUtc { get; private set; }

    /// <summary>The last end of a run that did not fail; null before the first.</summary>
    public DateTime? LastSucceededUtc { get; private set; }
}

internal sealed class JobRunMap : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.ToTable("job_run");
        builder.HasKey(run => run.Name);
    }
}
