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

    /// <summary>The shortest ways: from the message at the top level, from the message itself, from any other.</summary>
    public static IEnumerable<MessageRoute> FindAll(LinkedTypes types, LinkedMessage target)
    {
        var top = types.FindMessage(target.Top)!;
        if (target.IsMain && top != target && Find(types, top, target) is { } fromTop)
            yield return fromTop;
        if (target.IsMain)
            yield return new MessageRoute(target, []);
        if (target.IsMain)
            yield break;
        foreach (var message in types.MainMessages)
        {
            if (Find(types, message, target) is { } route)
            {
                yield return route;
                yield break;
            }
        }
    }

    private static MessageRoute? Find(LinkedTypes types, LinkedMessage root, LinkedMessage target)
    {
        var cameFrom = new Dictionary<LinkedMessage, (LinkedMessage From, FieldDescriptorProto Field)>(
            ReferenceEqualityComparer.Instance);
        var open = new Queue<LinkedMessage>([root]);
        var lookedAt = 0;
        while (open.TryDequeue(out var message) && lookedAt < MaxLookedAt)
        {
            foreach (var field in message.Descriptor.Field)
            {
                lookedAt++;
                var inner = types.EntryOf(field) is { } entry
                    ? types.MessageOf(entry.FindField(2)!)
                    : types.MessageOf(field);
                if (inner is null || inner == root || !cameFrom.TryAdd(inner, (message, field)))
                    continue;
                if (inner == target)
                    return ToRoute(root, target, cameFrom);
                open.Enqueue(inner);
            }
        }

        return null;
    }

    private static MessageRoute? ToRoute(
        LinkedMessage root,
        LinkedMessage target,
        Dictionary<LinkedMessage, (LinkedMessage From, FieldDescriptorProto Field)> cameFrom)
    {
        var steps = new List<FieldDescriptorProto>();
        for (var at = target; at != root; at = cameFrom[at].From)
            steps.Add(cameFrom[at].Field);
        steps.Reverse();
        return steps.Count <= MaxSteps ? new MessageRoute(root, steps) : null;
    }

    /// <summary>The numbers of the fields that lead to a value of a field at the end of the way.</summary>
    public IReadOnlyList<int> PathTo(LinkedTypes types, int number) =>
        [.. Steps.SelectMany(step => types.EntryOf(step) is null ? (int[])[step.Number] : [step.Number, 2]), number];

    /// <summary>The data with a message at the end of the way; null where what is required has no end.</summary>
    public JsonNode? Wrap(LinkedTypes types, SampleValues samples, JsonNode inner)
    {
        var value = inner;
        for (var index = Steps.Count - 1; index >= 0; index--)
        {
            var step = Steps[index];
            var around = index == 0 ? Root : InnerOf(types, Steps[index - 1]);
            if (samples.Minimal(around) is not JsonObject wrapped)
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
