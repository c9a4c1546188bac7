using Google.Protobuf;
using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Linking.Options;

/// <summary>
/// Turns the written options of one file into encoded options messages, as protoc does: standard options become fields
/// of them, custom options extensions.
/// </summary>
internal sealed class OptionInterpreter
{
    private const string FeaturesName = "features";

    private readonly LinkedFile _file;
    private readonly NameScope _scope;
    private readonly SymbolTable _table;
    private readonly LinkProblems _problems;
    private readonly OptionRules _rules;
    private AggregateEncoder _aggregates;

    public OptionInterpreter(LinkedFile file, NameScope scope, SymbolTable table, LinkProblems problems)
    {
        _file = file;
        _scope = scope;
        _table = table;
        _problems = problems;
        _rules = new OptionRules(file, problems);
        _aggregates = new AggregateEncoder(scope, _rules, problems);
    }

    /// <summary>
    /// Interprets the standard options. Features are among them, and the encoding of custom options depends on those.
    /// </summary>
    public void InterpretStandard() => InterpretAll(isCustom: false);

    /// <summary>Interprets the rest, when the features of this file are known.</summary>
    public void InterpretCustom()
    {
        _aggregates = new AggregateEncoder(_scope, _rules, _problems);
        InterpretAll(isCustom: true);
    }

    private void InterpretAll(bool isCustom)
    {
        foreach (var block in _file.OptionBlocks)
        {
            var first = block.Message.Fields.Count;
            foreach (var option in block.Options)
            {
                if (option.Name[0].IsExtension == isCustom)
                    Interpret(option, block);
            }

            if (block.Message.Fields.Count > first)
                Store(block, first);
        }
    }

    private void Store(OptionBlock block, int first)
    {
        var added = new WireMessage();
        added.Fields.AddRange(block.Message.Fields.Skip(first));
        var encoded = added.ToByteArray();
        if ((long)encoded.Length * block.Owner.Copies > ProtobufLimits.MaxPrintedLength)
        {
            _problems.Add(
                block.Options[0].Place,
                $"The options of {block.Owner.Copies} ranges take more than {ProtobufLimits.MaxPrintedLength} bytes "
                + "(MaxPrintedLength)");
            return;
        }

        try
        {
            block.Owner.Add(encoded);
        }
        catch (InvalidProtocolBufferException exception)
        {
            _problems.Add(
                block.Options[0].Place,
                $"The options do not fit {block.Owner.MessageName}: {exception.Message}");
        }
    }

    private void Interpret(OptionElement option, OptionBlock block)
    {
        if (_table.FindOptions(block.Owner.MessageName) is not { } message)
        {
            _problems.Add(option.Place, $"\"{block.Owner.MessageName}\" is not a message");
            return;
        }

        if (!_file.IsEditions && option.Name[0] is { IsExtension: false, Text: FeaturesName })
        {
            _problems.Add(option.Place, "Features are only valid under editions");
            return;
        }

        if (FindPath(option, message, block) is not { } path || !CheckPath(option, path, block))
            return;
        if (EncodeValue(option, path[^1], block) is not { } value)
            return;
        if (!block.Set.TrySet([.. path.Select(field => field.Number)], path[^1].IsRepeated, value))
        {
            _problems.Add(option.Place, $"Option \"{option.FullName}\" is already set");
            return;
        }

        for (var i = path.Count - 2; i >= 0; i--)
        {
            var outer = new WireMessage();
            outer.Fields.Add(value);
            value = WireField.OfMessage(path[i].Number, outer, path[i].IsDelimited);
        }

        block.Message.Fields.Add(value);
    }

    private List<FieldSymbol>? FindPath(OptionElement option, MessageSymbol message, OptionBlock block)
    {
        var path = new List<FieldSymbol>(option.Name.Count);
        foreach (var part in option.Name)
        {
            if (path.Count > 0)
            {
                var outer = path[^1];
                if (outer.MessageType is null)
                    return Refuse(part, $"Option \"{outer.DisplayName}\" has no fields, it is not a message");
                if (outer.IsRepeated)
                {
                    return Refuse(
                        part,
                        $"Option \"{outer.DisplayName}\" is a repeated message and can only be set as a whole, by a "
                        + "value in braces");
                }

                message = outer.MessageType;
            }

            if (FindPart(part, message, block, option) is not { } field)
                return null;
            path.Add(field);
        }

        return path;
    }

    private FieldSymbol? FindPart(OptionNamePart part, MessageSymbol message, OptionBlock block, OptionElement option)
    {
        if (!part.IsExtension)
        {
            if (part.Text != "uninterpreted_option" && message.FieldsByName.TryGetValue(part.Text, out var field))
                return field;
            Refuse(part, $"Option \"{option.FullName}\" is unknown: \"{message.FullName}\" has no field "
                + $"\"{part.Text}\"");
            return null;
        }

        var found = _scope.Find(part.Text, block.Scope, LookupKind.Option);
        if (found is FieldSymbol { IsExtension: true } extension
            && extension.Container?.FullName == message.FullName)
        {
            return extension;
        }

        Refuse(part, found is null
            ? $"Option \"{option.FullName}\" is unknown: {_scope.WhyNotFound(part.Text)}"
            : $"\"{part.Text}\" is not an extension of \"{message.FullName}\"");
        return null;
    }

    private bool CheckPath(OptionElement option, List<FieldSymbol> path, OptionBlock block)
    {
        foreach (var field in path)
        {
            if (!_rules.Check(field, option.Value, block))
                return false;
            if (field.IsExtension && field.File == _file
                && field.Container!.FullName == "google.protobuf.FeatureSet")
            {
                Refuse(option, $"Feature \"{field.FullName}\" can not be used in the file that defines it");
                return false;
            }
        }

        return true;
    }

    private WireField? EncodeValue(OptionElement option, FieldSymbol field, OptionBlock block)
    {
        if (field.MessageType is { } type)
        {
            if (option.Value is not AggregateValue aggregate)
            {
                Refuse(
                    option.Value,
                    $"Option \"{option.FullName}\" is a message: set it as a whole by a value in braces, or its "
                    + $"fields by names like {option.FullName}.field");
                return null;
            }

            return _aggregates.Encode(aggregate, type, block) is { } message
                ? WireField.OfMessage(field.Number, message, field.IsDelimited)
                : null;
        }

        if (ScalarEncoder.Encode(field, option.Value, ValueStyle.Option, out var expected) is { } value)
            return value;
        Refuse(option.Value, $"Option \"{option.FullName}\" needs {expected}");
        return null;
    }

    private List<FieldSymbol>? Refuse(ProtoElement element, string message)
    {
        _problems.Add(element.Place, message);
        return null;
    }
}
