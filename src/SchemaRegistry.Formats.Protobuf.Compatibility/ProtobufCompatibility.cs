using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Compatibility.Locating;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Protobuf.Compatibility;

/// <summary>
/// Whether a reader's schema can read what a writer's schema wrote, by the rules that registries enforce: fields by
/// number, messages and enums by name, nothing linked.
/// </summary>
internal static class ProtobufCompatibility
{
    private const string Root = "#/";

    public static IReadOnlyList<Incompatibility> Find(
        ResolvedFile reader, ResolvedFile writer, ComparisonOptions options)
    {
        try
        {
            return [.. Differences(reader, writer, options).Select(difference => difference.ToIncompatibility())];
        }
        catch (TooComplexException e)
        {
            return e.ToFindings(Root);
        }
    }

    public static IReadOnlyList<LocatedIncompatibility> Locate(
        ComparedSide reader, ComparedSide writer, ComparisonOptions options)
    {
        var readerFile = ((ProtobufSchema)reader.Schema).Resolved;
        var writerFile = ((ProtobufSchema)writer.Schema).Resolved;
        try
        {
            var differences = Differences(readerFile, writerFile, options).ToList();
            var readerSpots = new SpotFinder(readerFile, reader.Text);
            var writerSpots = new SpotFinder(writerFile, writer.Text);
            return
            [
                .. differences.Select(difference => new LocatedIncompatibility(
                    difference.ToIncompatibility(),
                    readerSpots.Find(difference.Update),
                    writerSpots.Find(difference.Original))),
            ];
        }
        catch (TooComplexException e)
        {
            var root = new SchemaSpot(Root);
            return [.. e.ToFindings(Root).Select(found => new LocatedIncompatibility(found, root, root))];
        }
    }

    /// <summary>The first one is told however long its path is.</summary>
    private static IEnumerable<ProtoDifference> Differences(
        ResolvedFile reader, ResolvedFile writer, ComparisonOptions options)
    {
        var characters = 0L;
        return SchemaComparison.FindIncompatible(writer, reader, options.StartBudget())
            .TakeWhile((difference, index) =>
                (characters += difference.ApiPath.Length) <= ProtobufLimits.MaxFindingCharacters || index == 0);
    }
}
