namespace SchemaRegistry.Server.Routing;

/// <summary>
/// How many entries a list has at most: <paramref name="DefaultLimit"/> when a request gives no limit, one that is not
/// positive, or one above <paramref name="MaxLimit"/>.
/// </summary>
public sealed record PageLimits(int DefaultLimit, int MaxLimit)
{
    public static readonly PageLimits Unlimited = new(int.MaxValue, int.MaxValue);

    public int Choose(int? requested) =>
        requested is { } limit and > 0 && limit <= MaxLimit ? limit : DefaultLimit;
}
