using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Parsing;

/// <summary>Reads fields up to their options, and the heads of groups.</summary>
internal sealed class FieldParser(TokenReader tokens, OptionParser options, ProtoEdition edition)
{
    private const string FieldName = "the name of the field";

    private bool IsEdition => edition >= ProtoEdition.Edition2023;

    /// <summary>Takes the label away, if there is one, and reports one that may not stand here.</summary>
    public FieldLabel ReadLabel(FieldHome home)
    {
        var label = LabelAt();
        if (label == FieldLabel.None)
            return label;
        if (home == FieldHome.Oneof)
            Report("A field in a oneof can not have a label (required, optional, repeated)");
        else if (IsEdition && label == FieldLabel.Optional)
            Report("The label optional is not supported in editions: use the feature field_presence");
        else if (IsEdition && label == FieldLabel.Required)
            Report("The label required is not supported in editions: use field_presence = LEGACY_REQUIRED");
        tokens.Skip();
        return label;
    }

    public FieldElement ReadField(FieldLabel label, FieldHome home)
    {
        var type = ReadType(label, home);
        var place = tokens.Current.Place;
        var name = tokens.TakeWord(FieldName);
        var number = ReadNumber(out var numberPlace);
        var list = options.ReadFieldList();
        tokens.Take(";");
        return new FieldElement
        {
            Label = label,
            Type = type,
            Name = name,
            Number = number,
            NumberPlace = numberPlace,
            Options = list,
            Place = place,
        };
    }

    /// <summary>A group without its block.</summary>
    public GroupElement ReadGroupHead(FieldLabel label, FieldHome home)
    {
        if (IsEdition)
            Report("Groups are not supported in editions: use the feature message_encoding = DELIMITED on a field");
        CheckLabel(label, home);
        tokens.Take("group");
        var place = tokens.Current.Place;
        var name = tokens.TakeWord("the name of the group");
        if (!char.IsAsciiLetterUpper(name[0]))
            tokens.Report("The name of a group must start with a capital letter", place);
        var number = ReadNumber(out var numberPlace);
        return new GroupElement
        {
            Label = label,
            Name = name,
            Number = number,
            NumberPlace = numberPlace,
            Options = options.ReadFieldList(),
            Place = place,
        };
    }

    private FieldLabel LabelAt()
    {
        if (tokens.IsAt("optional"))
            return FieldLabel.Optional;
        if (tokens.IsAt("required"))
            return FieldLabel.Required;
        return tokens.IsAt("repeated") ? FieldLabel.Repeated : FieldLabel.None;
    }

    private FieldType ReadType(FieldLabel label, FieldHome home)
    {
        var place = tokens.Current.Place;
        if (!tokens.TryTake("map"))
        {
            CheckLabel(label, home);
            return ReadNamedType();
        }

        if (tokens.IsAt("<"))
            return ReadMap(label, home) with { Place = place };

        // A message or enum may be called map.
        CheckLabel(label, home);
        return new NamedType("map") { Place = place };
    }

    private MapType ReadMap(FieldLabel label, FieldHome home)
    {
        if (label != FieldLabel.None && home != FieldHome.Oneof)
            Report("A map field can not have a label (required, optional, repeated)");
        if (home == FieldHome.Oneof)
            Report("A map field can not stand in a oneof");
        if (home == FieldHome.Extend)
            Report("A map field can not be an extension");
        tokens.Take("<");
        var key = ReadNamedType();
        tokens.Take(",");
        var value = ReadNamedType();
        tokens.Take(">");
        return new MapType(key, value);
    }

    private NamedType ReadNamedType()
    {
        var place = tokens.Current.Place;
        var isScalar = tokens.IsAt(TokenKind.Identifier) && ScalarTypes.IsScalar(tokens.CurrentWord);
        var name = isScalar ? tokens.TakeText() : tokens.TakeMessageName();
        return new NamedType(name) { Place = place };
    }

    /// <summary>Only proto2 wants a label before every field.</summary>
    private void CheckLabel(FieldLabel label, FieldHome home)
    {
        if (label == FieldLabel.None && edition == ProtoEdition.Proto2 && home != FieldHome.Oneof)
        {
            throw tokens.Expected(
                "required, optional or repeated, since the file is proto2 (without a syntax statement it is)");
        }
    }

    private int ReadNumber(out TextPlace place)
    {
        tokens.Take("=");
        place = tokens.Current.Place;
        return tokens.TakeInteger("the number of the field");
    }

    private void Report(string message) => tokens.Report(message, tokens.Current.Place);
}

/// <summary>Where a field stands.</summary>
internal enum FieldHome
{
    Message,
    Oneof,
    Extend,
}
