using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Parsing;

/// <summary>Reads enums.</summary>
internal sealed class EnumParser(TokenReader tokens, OptionParser options, RangeParser ranges)
{
    public EnumElement Read(SymbolVisibility visibility)
    {
        tokens.Take("enum");
        var place = tokens.Current.Place;
        var name = tokens.TakeWord("the name of the enum");
        var members = tokens.TakeBlock("the enum", ReadStatement);
        return new EnumElement { Name = name, Visibility = visibility, Members = members, Place = place };
    }

    private ProtoElement ReadStatement()
    {
        if (tokens.IsAt("option"))
            return options.ReadStatement();
        return tokens.IsAt("reserved") ? ranges.ReadReserved(RangeNumbers.Constants) : ReadConstant();
    }

    private EnumConstantElement ReadConstant()
    {
        var place = tokens.Current.Place;
        var name = tokens.TakeWord("the name of a value of the enum");
        tokens.Take("=");
        var numberPlace = tokens.Current.Place;
        var number = tokens.TakeSignedInteger("the number of the enum's value");
        var list = options.ReadList();
        tokens.Take(";");
        return new EnumConstantElement
        {
            Name = name,
            Number = number,
            NumberPlace = numberPlace,
            Options = list,
            Place = place,
        };
    }
}
