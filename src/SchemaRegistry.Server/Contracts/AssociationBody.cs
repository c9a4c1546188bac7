using SchemaRegistry.Registry.Associations;
using SchemaRegistry.Server.Errors;

namespace SchemaRegistry.Server.Contracts;

/// <summary>Reads the bodies that make and change associations. What they mean is checked behind them.</summary>
internal static class AssociationBody
{
    private static readonly string[] Lifecycles = [AssociationLifecycleNames.Strong, AssociationLifecycleNames.Weak];
    private static readonly string[] Operations = ["CREATE", "UPSERT", "DELETE"];

    public static ResourceRequest ReadResource(ApiBody body) => new(
        body.Text("resourceName"), body.Text("resourceNamespace"), body.Text("resourceId"), body.Text("resourceType"));

    /// <summary>Null when there is none.</summary>
    public static IReadOnlyList<AssociationEntry>? ReadEntries(ApiBody body) =>
        body.Objects("associations")?.Select(ReadEntry).ToList();

    /// <summary>Null when there is none.</summary>
    public static IReadOnlyList<AssociationOperation>? ReadOperations(ApiBody body) =>
        body.Objects("associations")?.Select(ReadOperation).ToList();

    public static AssociationLifecycle? ReadLifecycle(ApiBody body) =>
        AssociationLifecycleNames.TryParse(body.OneOf("lifecycle", Lifecycles), out var lifecycle) ? lifecycle : null;

    private static AssociationOperation ReadOperation(ApiBody body) => new(
        body.OneOf("opType", Operations) switch
        {
            "CREATE" => AssociationOperationKind.Create,
            "UPSERT" => AssociationOperationKind.Upsert,
            "DELETE" => AssociationOperationKind.Delete,
            _ => throw new BadRequestException(
                400, $"Cannot deserialize `associations`: `opType` is missing; it is one of [{string.Join(", ", Operations)}]"),
        },
        ReadEntry(body),
        body.Bool("cascadeLifecycle") ?? false);

    private static AssociationEntry ReadEntry(ApiBody body) => new()
    {
        Subject = body.Text("subject"),
        Kind = body.Text("associationType"),
        Lifecycle = ReadLifecycle(body),
        IsFrozen = body.Bool("frozen"),
        Schema = body.Object("schema") is { } schema
            ? SchemaRequestBody.Read(schema) with { Normalize = body.Bool("normalize") ?? false }
            : null,
    };
}
