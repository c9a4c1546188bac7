using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>
/// Whether a reader's schema can read what a writer's schema wrote, by the rules that registries enforce: fields by
/// number, messages and enums by name, nothing linked.
/// </summary>
internal static class ProtobufCompatibility
{
    public static IReadOnlyList<Incompatibility> Find(
        ResolvedFile reader, ResolvedFile writer, ComparisonOptions options)
    {
        try
        {
            return
            [
                .. SchemaComparison.Compare(writer, reader, new StepBudget(options.MaxSteps))
                    .Where(difference => !difference.Kind.IsCompatible())
                    .Select(difference => difference.ToIncompatibility()),
            ];
        }
        catch (TooComplexException e)
        {
            return e.ToFindings("#/");
        }
    }
}
