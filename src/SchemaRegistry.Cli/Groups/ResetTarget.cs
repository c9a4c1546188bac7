using SchemaRegistry.Cli.Consume;

namespace SchemaRegistry.Cli.Groups;

/// <summary>Where a group's offsets are moved.</summary>
internal abstract record ResetTarget
{
    public sealed record To(StartPosition Position) : ResetTarget;

    public sealed record By(long Records) : ResetTarget;

    /// <summary>Of <c>--to</c> and <c>--shift</c>, of which exactly one is given.</summary>
    public static ResetTarget Parse(string? to, long? shift) => (to, shift) switch
    {
        ({ } place, null) => new To(StartPosition.Parse(place, "--to")),
        (null, { } records) => new By(records),
        _ => throw new CommandException("Give either --to or --shift.", CommandException.CanNotTell),
    };
}
