using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Linking.Options;

/// <summary>
/// Encodes aggregates, which are messages in text format. Recursion goes as deep as they nest, which the parser bounds.
/// </summary>
internal sealed class AggregateEncoder(NameScope scope, OptionRules rules, LinkProblems problems)
{
    private const string AnyName = "google.protobuf.Any";
    private const int AnyTypeUrl = 1;
    private const int AnyValue = 2;

    /// <summary>The prefixes by which protoc finds the message of an Any among the files at hand.</summary>
    private static readonly string[] KnownUrlPrefixes = ["type.googleapis.com", "type.googleprod.com"];

    /// <summary>Found once for each type: a file can have many aggregates of large messages.</summary>
    private readonly Dictionary<MessageSymbol, FieldSymbol[]> _required = [];

    /// <summary>The message, complete; null after a problem.</summary>
    public WireMessage? Encode(AggregateValue value, MessageSymbol type, OptionBlock block)
    {
        var message = new WireMessage();
        var set = new SetMembers();
        var isFine = true;
        foreach (var field in value.Fields)
            isFine &= AddField(field, type, block, message, set);
        foreach (var required in RequiredOf(type))
        {
            if (set.Numbers.Contains(required.Number))
                continue;
            problems.Add(value.Place, $"The value lacks \"{required.Name}\", which \"{type.FullName}\" requires");
            isFine = false;
        }

        if (type.IsMapEntry)
            AddMissing(message, type, set);
        message.Complete();
        return isFine ? message : null;
    }

    private bool AddField(
        AggregateField element,
        MessageSymbol type,
        OptionBlock block,
        WireMessage message,
        SetMembers set)
    {
        if (element.Name.Kind == AggregateNameKind.Any)
            return AddAny(element, type, block, message, set);
        var field = element.Name.Kind == AggregateNameKind.Extension
            ? FindExtension(element.Name.Text, type)
            : FindField(element.Name.Text, type);
        if (field is null)
        {
            // Text format passes over the names of fields that are gone, whatever their value.
            if (element.Name.Kind == AggregateNameKind.Plain
                && type.IsReserved(element.Name.Text))
            {
                return true;
            }

            return Refuse(element, $"\"{type.FullName}\" has no field named \"{element.Name}\"");
        }

        if (element.Value is not ListValue list)
            return CheckOnce(field, element, set) && AddValue(field, element.Value, block, message);
        if (!field.IsRepeated)
            return Refuse(element, $"\"{element.Name}\" is not repeated and can not have a list of values");
        var isFine = true;
        foreach (var item in list.Items)
            isFine &= AddValue(field, item, block, message);
        return isFine;
    }

    private bool AddValue(FieldSymbol field, OptionValue value, OptionBlock block, WireMessage message)
    {
        if (!rules.Check(field, value, block))
            return false;
        if (field.MessageType is { } inner)
        {
            if (value is not AggregateValue aggregate)
            {
                problems.Add(value.Place, $"\"{field.Name}\" is a message and needs a value in braces");
                return false;
            }

            if (Encode(aggregate, inner, block) is not { } encoded)
                return false;
            message.Fields.Add(WireField.OfMessage(field.Number, encoded, field.IsDelimited));
            return true;
        }

        if (ScalarEncoder.Encode(field, value, ValueStyle.TextFormat, out var expected) is not { } wire)
        {
            problems.Add(value.Place, $"\"{field.Name}\" needs {expected}");
            return false;
        }

        if (!field.IsImplicit || !wire.IsZero || field.Container is { IsMapEntry: true })
            message.Fields.Add(wire);
        return true;
    }

    /// <summary>Entries of maps have their key and their value also when these are zero.</summary>
    private static void AddMissing(WireMessage message, MessageSymbol entry, SetMembers set)
    {
        foreach (var field in entry.Fields)
        {
            if (!set.Numbers.Contains(field.Number))
                message.Fields.Add(ScalarEncoder.Zero(field));
        }
    }

    private bool CheckOnce(FieldSymbol field, AggregateField element, SetMembers set)
    {
        if (field.IsRepeated)
            return true;
        if (!set.Numbers.Add(field.Number))
            return Refuse(element, $"\"{field.Name}\" is set twice and is not repeated");
        if (field.Oneof is not { } oneof || set.Oneofs.TryAdd(oneof, field))
            return true;
        return Refuse(
            element,
            $"\"{field.Name}\" is set together with \"{set.Oneofs[oneof].Name}\" of the same oneof \"{oneof.Name}\"");
    }

    /// <summary>A group is named by its type, any other field by its name.</summary>
    private static FieldSymbol? FindField(string name, MessageSymbol type)
    {
        if (type.FieldsByName.TryGetValue(name, out var field) && !field.IsGroup)
            return field;
        return type.FieldsByName.TryGetValue(name.ToLowerInvariant(), out var group)
            && group.IsDelimited && group.MessageType!.Name == name
            ? group
            : null;
    }

    private FieldSymbol? FindExtension(string name, MessageSymbol type) =>
        scope.Find(name, type.FullName, LookupKind.Option) switch
        {
            FieldSymbol { IsExtension: true } field when IsOf(field, type) => field,
            MessageSymbol message when type.IsMessageSet => message.SetItems.GetValueOrDefault(type.FullName),
            _ => null,
        };

    private static bool IsOf(FieldSymbol extension, MessageSymbol type) =>
        extension.Container?.FullName == type.FullName;

    private bool AddAny(
        AggregateField element,
        MessageSymbol type,
        OptionBlock block,
        WireMessage message,
        SetMembers set)
    {
        var name = element.Name;
        if (type.FullName != AnyName)
            return Refuse(element, $"\"{name}\" can only stand in a {AnyName}, not in \"{type.FullName}\"");
        if (!set.Numbers.Add(AnyTypeUrl))
            return Refuse(element, "An Any is set twice");
        if (!KnownUrlPrefixes.Contains(name.UrlPrefix)
            || scope.Find("." + name.Text, block.Scope, LookupKind.Option) is not MessageSymbol inner)
        {
            return Refuse(element, $"The message of \"{name}\" is not known");
        }

        if (element.Value is not AggregateValue aggregate)
            return Refuse(element, $"\"{name}\" is a message and needs a value in braces");
        if (Encode(aggregate, inner, block) is not { } encoded)
            return false;
        var url = System.Text.Encoding.UTF8.GetBytes($"{name.UrlPrefix}/{name.Text}");
        message.Fields.Add(WireField.OfBytes(AnyTypeUrl, url));
        message.Fields.Add(WireField.OfBytes(AnyValue, encoded.ToByteArray()));
        return true;
    }

    private FieldSymbol[] RequiredOf(MessageSymbol type)
    {
        if (!_required.TryGetValue(type, out var required))
            _required[type] = required = [.. type.Fields.Where(field => field.IsRequired)];
        return required;
    }

    private bool Refuse(AggregateField element, string message)
    {
        problems.Add(element.Place, message);
        return false;
    }

    /// <summary>What one aggregate has set so far, repeated fields left out.</summary>
    private sealed class SetMembers
    {
        public HashSet<int> Numbers { get; } = [];

        public Dictionary<OneofSymbol, FieldSymbol> Oneofs { get; } = [];
    }
}
