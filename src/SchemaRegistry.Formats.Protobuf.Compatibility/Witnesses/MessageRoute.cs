using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;

/// <summary>How data of one message comes to hold another one.</summary>
/// <param name="Root">The message that the data is of.</param>
/// <param name="Steps">The fields that lead inward, each in the message of the one before; maybe none.</param>
internal sealed record MessageRoute(LinkedMessage Root, IReadOnlyList<FieldDescriptorProto> Steps)
{
    /// <summary>Fields on one way: far fewer than messages that data may nest.</summary>
    private const int MaxSteps = 30;

    /// <summary>Fields that one search looks at.</summary>
    private const int MaxLookedAt = 200_000;

    /// <summary>
    /// The ways to try: the shortest from the message at the top level and then none at all, or the shortest from any
    /// message of the schema to one of a reference.
    /// </summary>
    public static IReadOnlyList<MessageRoute> FindAll(LinkedTypes types, LinkedMessage target)
    {
        if (!target.IsMain)
            return Find(types, [.. types.MainMessages], target) is { } route ? [route] : [];
        var top = types.FindMessage(target.Top)!;
        return top != target && Find(types, [top], target) is { } fromTop
            ? [fromTop, new MessageRoute(target, [])]
            : [new MessageRoute(target, [])];
    }

    private static MessageRoute? Find(
        LinkedTypes types, IReadOnlyCollection<LinkedMessage> roots, LinkedMessage target)
    {
        var cameFrom = roots.ToDictionary<LinkedMessage, LinkedMessage, Step?>(
            root => root, _ => null, ReferenceEqualityComparer.Instance);
        var open = new Queue<LinkedMessage>(roots);
        var lookedAt = 0;
        while (open.TryDequeue(out var message) && lookedAt < MaxLookedAt)
        {
            foreach (var field in message.Descriptor.Field)
            {
                lookedAt++;
                var inner = types.EntryOf(field) is { } entry
                    ? types.MessageOf(entry.FindField(2)!)
                    : types.MessageOf(field);
                if (inner is null || !cameFrom.TryAdd(inner, new Step(message, field)))
                    continue;
                if (inner == target)
                    return ToRoute(target, cameFrom);
                open.Enqueue(inner);
            }
        }

        return null;
    }

    private static MessageRoute? ToRoute(LinkedMessage target, Dictionary<LinkedMessage, Step?> cameFrom)
    {
        var steps = new List<FieldDescriptorProto>();
        var at = target;
        while (cameFrom[at] is { } step)
        {
            steps.Add(step.Field);
            at = step.From;
        }

        steps.Reverse();
        return steps.Count <= MaxSteps ? new MessageRoute(at, steps) : null;
    }

    private sealed record Step(LinkedMessage From, FieldDescriptorProto Field);

    /// <summary>The numbers of the fields that lead to a value of a field at the end of the way.</summary>
    public IReadOnlyList<int> PathTo(LinkedTypes types, int number) =>
        [.. Steps.SelectMany(step => types.EntryOf(step) is null ? (int[])[step.Number] : [step.Number, 2]), number];

    /// <summary>
    /// The data with a message at the end of the way; null where what is required has no end, or is too long.
    /// </summary>
    public JsonNode? Wrap(LinkedTypes types, SampleValues samples, JsonNode inner)
    {
        var value = inner;
        for (var index = Steps.Count - 1; index >= 0; index--)
        {
            var step = Steps[index];
            var around = index == 0 ? Root : InnerOf(types, Steps[index - 1]);
            if (!samples.TryName(step) || samples.Minimal(around) is not JsonObject wrapped)
                return null;
            wrapped[step.Name] = types.EntryOf(step) is { } entry
                ? new JsonObject { [KeyOf(entry)] = value }
                : step.IsRepeated() ? new JsonArray(value) : value;
            value = wrapped;
        }

        return value;
    }

    private static LinkedMessage InnerOf(LinkedTypes types, FieldDescriptorProto step) =>
        types.EntryOf(step) is { } entry ? types.MessageOf(entry.FindField(2)!)! : types.MessageOf(step)!;

    private static string KeyOf(LinkedMessage entry) => entry.FindField(1)!.Type switch
    {
        FieldDescriptorProto.Types.Type.Bool => "true",
        _ => "1",
    };
}
