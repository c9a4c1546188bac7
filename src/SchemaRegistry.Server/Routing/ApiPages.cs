namespace SchemaRegistry.Server.Routing;

/// <summary>The pages of the API's lists, each as the operator wants it.</summary>
public sealed record ApiPages
{
    /// <summary>Schemas, referrers and associations.</summary>
    public PageLimits Schemas { get; init; } = new(ServerLimits.SchemaPageSize, ServerLimits.SchemaPageSize);

    public PageLimits Subjects { get; init; } = PageLimits.Unlimited;

    public PageLimits Versions { get; init; } = PageLimits.Unlimited;

    public PageLimits Contexts { get; init; } = PageLimits.Unlimited;

    public PageLimits Keks { get; init; } = PageLimits.Unlimited;

    /// <summary>The subjects of a KEK.</summary>
    public PageLimits DekSubjects { get; init; } = PageLimits.Unlimited;

    public PageLimits DekVersions { get; init; } = PageLimits.Unlimited;
}
