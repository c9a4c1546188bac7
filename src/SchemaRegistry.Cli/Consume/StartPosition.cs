using System.Globalization;

namespace SchemaRegistry.Cli.Consume;

/// <summary>Where reading begins: an end of the log, an offset, or the first record of a time or later.</summary>
internal abstract record StartPosition
{
    public static readonly StartPosition Beginning = new AtBeginning();

    public sealed record AtBeginning : StartPosition;

    public sealed record AtEnd : StartPosition;

    public sealed record AtOffset(long Offset) : StartPosition;

    public sealed record AtTime(DateTimeOffset Time) : StartPosition;

    /// <param name="text">What was given.</param>
    /// <param name="option">The option that it was given for.</param>
    public static StartPosition Parse(string text, string option) => text.ToLowerInvariant() switch
    {
        "beginning" => Beginning,
        "end" => new AtEnd(),
        _ when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) =>
            new AtOffset(offset),
        _ when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out var time) => new AtTime(time),
        _ => throw new CommandException(
            $"{option} is '{text}'; it must be beginning, end, an offset, or a time.", CommandException.CanNotTell),
    };
}
