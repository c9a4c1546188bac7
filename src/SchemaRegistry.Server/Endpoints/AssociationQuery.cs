using SchemaRegistry.Registry.Associations;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Server.Errors;
using SchemaRegistry.Server.Routing;

namespace SchemaRegistry.Server.Endpoints;

/// <summary>Reads the query parameters that speak of associations.</summary>
internal static class AssociationQuery
{
    /// <summary>The type of resource and the kinds that are meant.</summary>
    public static AssociationFilter Filter(ApiRequest request) => new()
    {
        ResourceType = request.Query("resourceType") is { Length: > 0 } type ? type : AssociatedResource.Topic,
        Kinds = [.. request.Queries("associationType").Where(kind => kind.Length > 0)],
    };

    /// <summary>The type of resource, kinds and lifecycle that a list is limited to.</summary>
    public static AssociationFilter ListFilter(ApiRequest request) => Filter(request) with
    {
        Lifecycle = request.HasQuery("lifecycle") ? Lifecycle(request.Query("lifecycle")) : null,
    };

    /// <summary>What <c>GET /schemas</c> is limited to; null when it is not asked for associations.</summary>
    public static AssociationSelection? Selection(ApiRequest request)
    {
        var isAsked = request.HasQuery("resourceType") || request.HasQuery("associationType")
            || request.HasQuery("lifecycle");
        if (!isAsked)
            return null;
        var names = request.Queries("lifecycle");
        return new AssociationSelection
        {
            Counted = Filter(request),
            Lifecycles = [.. names.Where(name => name != AssociationSelection.NoneName).Select(Lifecycle)],
            WantsNone = names.Contains(AssociationSelection.NoneName),
        };
    }

    /// <summary>The context of subjects that name none: written <c>.ctx</c>, <c>ctx</c> or <c>:.ctx:</c>.</summary>
    public static string Context(ApiRequest request)
    {
        var text = request.Query("context");
        if (text.StartsWith(":.", StringComparison.Ordinal))
            return QualifiedSubject.Parse(text).Context;
        if (text.Contains(':'))
            throw new BadRequestException(400, $"Context name '{text}' cannot contain a colon");
        return text.StartsWith('.') ? text : "." + text;
    }

    /// <summary>Another word is a page that is not there, as for every enumeration in a query.</summary>
    private static AssociationLifecycle Lifecycle(string name) =>
        AssociationLifecycleNames.TryParse(name, out var lifecycle) ? lifecycle : throw BadRequestException.NotFound();
}
