using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Linking.Options;

/// <summary>What options themselves say about their use: on which kinds of things, and in which editions.</summary>
internal sealed class OptionRules(LinkedFile file, LinkProblems problems)
{
    /// <summary>Checks one field of an options message, or of a message in it, that is being set.</summary>
    public bool Check(FieldSymbol field, OptionValue value, OptionBlock block)
    {
        if (field.Proto.Options is { } options)
        {
            if (options.Targets.Count > 0 && !options.Targets.Contains(block.Owner.Target))
            {
                return Refuse(
                    value, $"Option \"{field.DisplayName}\" can not be set on a thing of the kind {block.Owner.Noun}");
            }

            if (!CheckSupport(options.FeatureSupport, field.DisplayName, value))
                return false;
        }

        return value is not WordValue word
            || field.EnumType is null
            || !field.EnumType.ValuesByName.TryGetValue(word.Word, out var named)
            || CheckSupport(named.Proto.Options?.FeatureSupport, named.FullName, value);
    }

    private bool CheckSupport(FieldOptions.Types.FeatureSupport? support, string name, OptionValue value)
    {
        if (support is null)
            return true;
        var edition = EditionOf(file.Edition);
        if (support.HasEditionIntroduced && edition < support.EditionIntroduced)
            return Refuse(value, $"\"{name}\" came with {Named(support.EditionIntroduced)} and can not be used before");
        if (!support.HasEditionRemoved || edition < support.EditionRemoved)
            return true;
        var reason = support.RemovalError.Length == 0 ? "" : $": {support.RemovalError}";
        return Refuse(value, $"\"{name}\" was removed in {Named(support.EditionRemoved)}{reason}");
    }

    private bool Refuse(OptionValue value, string message)
    {
        problems.Add(value.Place, message);
        return false;
    }

    private static Edition EditionOf(ProtoEdition edition) => edition switch
    {
        ProtoEdition.Proto2 => Edition.Proto2,
        ProtoEdition.Proto3 => Edition.Proto3,
        ProtoEdition.Edition2023 => Edition._2023,
        _ => Edition._2024,
    };

    private static string Named(Edition edition) => edition switch
    {
        Edition.Proto2 => "proto2",
        Edition.Proto3 => "proto3",
        _ => "edition " + edition.ToString().TrimStart('_').ToLowerInvariant(),
    };
}
