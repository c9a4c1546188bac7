using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>
/// Whether a reader's schema can read what a writer's schema wrote, by the rules that registries enforce: fields by
/// number, messages and enums by name, nothing linked.
/// </summary>
internal static class ProtobufCompatibility
{
    public static IReadOnlyList<Incompatibility> Find(ComparedSchema reader, ComparedSchema writer)
    {
        try
        {
            return
            [
                .. SchemaComparison.Compare(writer, reader)
                    .Where(difference => !difference.Kind.IsCompatible())
                    .Select(difference => difference.ToIncompatibility()),
            ];
        }
        catch (TooComplexException)
        {
            var message = "The schemas are too complex to compare: more than "
                + $"{ProtobufLimits.MaxComparedElements} fields and types (MaxComparedElements)";
            return [new Incompatibility(Incompatibility.TooComplexRule, "#/", [message])];
        }
    }
}
