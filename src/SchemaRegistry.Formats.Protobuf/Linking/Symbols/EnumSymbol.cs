using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Model;
using Visibility = SchemaRegistry.Formats.Protobuf.Model.SymbolVisibility;

namespace SchemaRegistry.Formats.Protobuf.Linking.Symbols;

/// <summary>An enum. Its values are named beside it, not below it.</summary>
internal sealed class EnumSymbol(
    string fullName, LinkedFile file, EnumElement element, EnumDescriptorProto proto, MessageSymbol? parent)
    : Symbol(fullName, file, element.Place)
{
    private HashSet<int>? _numbers;

    public EnumElement Element { get; } = element;

    public EnumDescriptorProto Proto { get; } = proto;

    /// <summary>The message around it, or null at the top level.</summary>
    public MessageSymbol? Parent { get; } = parent;

    public Visibility Visibility { get; } = element.Visibility;

    /// <summary>In the order of the text; may be empty until the checks ran.</summary>
    public List<EnumValueSymbol> Values { get; } = [];

    /// <summary>The first value of each name.</summary>
    public Dictionary<string, EnumValueSymbol> ValuesByName { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether only its listed numbers are values.</summary>
    public bool IsClosed => Features.EnumType == FeatureSet.Types.EnumType.Closed;

    /// <summary>The number of the first value, which is the default of the enum.</summary>
    public int FirstNumber => Values is [var first, ..] ? first.Proto.Number : 0;

    /// <summary>Whether a value has the number; to be asked when all values are there.</summary>
    public bool HasNumber(int number) =>
        (_numbers ??= [.. Values.Select(value => value.Proto.Number)]).Contains(number);
}

/// <summary>One value of an enum.</summary>
internal sealed class EnumValueSymbol(
    string fullName, LinkedFile file, EnumConstantElement element, EnumValueDescriptorProto proto, EnumSymbol container)
    : Symbol(fullName, file, element.Place)
{
    public EnumConstantElement Element { get; } = element;

    public EnumValueDescriptorProto Proto { get; } = proto;

    public EnumSymbol Container { get; } = container;
}
