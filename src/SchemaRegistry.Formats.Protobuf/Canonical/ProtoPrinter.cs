using System.Globalization;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Canonical;

/// <summary>
/// Prints a file in the layout that registries store: comments and blanks of the source are gone, the statements of a
/// block stand grouped by kind, everything else is as written. The print reads as the same elements, grouped so.
/// </summary>
internal sealed class ProtoPrinter
{
    private readonly IndentedText _text = new();
    private readonly OptionPrinter _options;
    private readonly OptionOrder _order;

    private ProtoPrinter(OptionOrder order)
    {
        _order = order;
        _options = new OptionPrinter(_text);
    }

    /// <exception cref="PrintTooLongException">The text is longer than may be stored.</exception>
    public static string Print(ProtoFile file, OptionOrder order)
    {
        var printer = new ProtoPrinter(order);
        printer.File(file);
        return printer._text.ToString();
    }

    private void File(ProtoFile file)
    {
        if (file.Syntax is { } syntax)
        {
            var keyword = syntax.Keyword == SyntaxKeyword.Edition ? "edition" : "syntax";
            _text.Append($"{keyword} = \"{syntax.Value}\";").EndLine();
        }

        if (file.Package is { } package)
            _text.Append($"package {package.Name};").EndLine();
        FileSection(file.MembersOf<ImportElement>().OrderBy(import => import.Kind), Import);
        FileSection(file.MembersOf<OptionElement>(), _options.Statement);
        FileSection(Types(file.Members), Type);
        FileSection(file.MembersOf<ExtendElement>(), Extend);
        FileSection(file.MembersOf<ServiceElement>(), Service);
    }

    private void FileSection<T>(IEnumerable<T> members, Action<T> print)
    {
        var isFirst = true;
        foreach (var member in members)
        {
            if (isFirst && !_text.IsEmpty)
                _text.BlankLine();
            isFirst = false;
            print(member);
        }
    }

    /// <summary>Messages before enums.</summary>
    private static IEnumerable<ProtoElement> Types(IReadOnlyList<ProtoElement> members) =>
        members.OfType<MessageElement>().Concat<ProtoElement>(members.OfType<EnumElement>());

    private void Import(ImportElement import)
    {
        var kind = import.Kind == ImportKind.Plain ? "" : import.Kind.ToString().ToLowerInvariant() + " ";
        _text.Append($"import {kind}{StringEscapes.Quote(import.Path)};").EndLine();
    }

    private void Type(ProtoElement type)
    {
        if (type is MessageElement message)
            Message(message);
        else
            Enum((EnumElement)type);
    }

    private void Message(MessageElement message)
    {
        _text.Append($"{Visibility(message.Visibility)}message {message.Name} ");
        MessageBlock(message.Members);
    }

    private void Group(GroupElement group)
    {
        _text.Append($"{Label(group.Label)}group {group.Name} = {Number(group.Number)}");
        _options.List(InOrder(group.Options));
        _text.Append(" ");
        MessageBlock(group.Members);
    }

    private void MessageBlock(IReadOnlyList<ProtoElement> members)
    {
        var block = new BlockPrinter(_text);
        block.Open();
        block.Section(members.OfType<ReservedElement>(), reserved => Reserved(reserved, RangeOwner.Message));
        block.Section(members.OfType<OptionElement>(), _options.Statement);
        block.Section(members.OfType<FieldElement>(), Field);
        block.Section(members.OfType<OneofElement>(), Oneof);
        block.Section(members.OfType<GroupElement>(), Group);
        block.Section(members.OfType<ExtensionsElement>(), Extensions);
        block.Section(members.OfType<ExtendElement>(), Extend);
        block.Section(Types(members), Type);
        block.Close();
    }

    private void Oneof(OneofElement oneof)
    {
        _text.Append($"oneof {oneof.Name} ");
        var block = new BlockPrinter(_text);
        block.Open();
        block.Lines(oneof.MembersOf<OptionElement>(), _options.Statement);
        block.Lines(oneof.MembersOf<FieldElement>(), Field);
        block.Lines(oneof.MembersOf<GroupElement>(), Group);
        block.Close();
    }

    private void Extend(ExtendElement extend)
    {
        _text.Append($"extend {extend.Name} ");
        var block = new BlockPrinter(_text);
        block.Open();
        block.Lines(extend.MembersOf<FieldElement>(), Field);
        block.Lines(extend.MembersOf<GroupElement>(), Group);
        block.Close();
    }

    private void Enum(EnumElement element)
    {
        _text.Append($"{Visibility(element.Visibility)}enum {element.Name} ");
        var block = new BlockPrinter(_text);
        block.Open();
        block.Lines(element.MembersOf<ReservedElement>(), reserved => Reserved(reserved, RangeOwner.Enum));
        block.Lines(element.MembersOf<OptionElement>(), _options.Statement);
        block.Lines(element.MembersOf<EnumConstantElement>(), Constant);
        block.Close();
    }

    private void Service(ServiceElement service)
    {
        _text.Append($"service {service.Name} ");
        var block = new BlockPrinter(_text);
        block.Open();
        block.Section(service.MembersOf<OptionElement>(), _options.Statement);
        block.Section(service.MembersOf<RpcElement>(), Rpc);
        block.Close();
    }

    private void Rpc(RpcElement rpc)
    {
        _text.Append($"rpc {rpc.Name} ({RpcType(rpc.Request)}) returns ({RpcType(rpc.Response)})");
        if (rpc.Options.Count > 0)
        {
            _text.Append(" {").EndLine().Level++;
            foreach (var option in rpc.Options)
                _options.Statement(option);
            _text.Level--;
            _text.Append("}");
        }

        _text.Append(";").EndLine();
    }

    private void Field(FieldElement field)
    {
        _text.Append($"{Label(field.Label)}{TypeText(field.Type)} {field.Name} = {Number(field.Number)}");
        _options.List(InOrder(field.Options));
        _text.Append(";").EndLine();
    }

    private void Constant(EnumConstantElement constant)
    {
        _text.Append($"{constant.Name} = {Number(constant.Number)}");
        _options.List(constant.Options);
        _text.Append(";").EndLine();
    }

    private void Extensions(ExtensionsElement extensions)
    {
        _text.Append($"extensions {Ranges(extensions.Ranges, RangeOwner.Message)}");
        _options.List(extensions.Options);
        _text.Append(";").EndLine();
    }

    private void Reserved(ReservedElement reserved, RangeOwner owner)
    {
        var names = reserved.Names.Select(
            name => name.IsQuoted ? StringEscapes.Quote(name.Name) : name.Name);
        var list = reserved.Names.Count > 0 ? string.Join(", ", names) : Ranges(reserved.Ranges, owner);
        _text.Append($"reserved {list};").EndLine();
    }

    private static string Ranges(IReadOnlyList<NumberRange> ranges, RangeOwner owner) =>
        string.Join(", ", ranges.Select(range => Range(range, owner)));

    private static string Range(NumberRange range, RangeOwner owner)
    {
        if (range.First == range.Last)
            return Number(range.First);
        var isToMax = range.IsToMax || (owner == RangeOwner.Message && range.Last == NumberRange.MaxFieldNumber);
        return $"{Number(range.First)} to {(isToMax ? "max" : Number(range.Last))}";
    }

    private IReadOnlyList<OptionElement> InOrder(IReadOnlyList<OptionElement> options) =>
        options.Count < 2 || _order == OptionOrder.AsGiven
            ? options
            : [.. options.OrderBy(option => option.IsNamed("json_name") ? 2 : option.IsNamed("default") ? 1 : 0)];

    private static string TypeText(FieldType type) => type switch
    {
        MapType map => $"map<{map.Key.Name}, {map.Value.Name}>",
        NamedType named => named.Name,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.GetType(), "No type of a field"),
    };

    private static string RpcType(RpcType type) => type.IsStream ? $"stream {type.Name}" : type.Name;

    private static string Label(FieldLabel label) =>
        label == FieldLabel.None ? "" : label.ToString().ToLowerInvariant() + " ";

    private static string Visibility(SymbolVisibility visibility) =>
        visibility == SymbolVisibility.Unspecified ? "" : visibility.ToString().ToLowerInvariant() + " ";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private enum RangeOwner
    {
        Message,
        Enum,
    }
}

/// <summary>How the options of a field are ordered in print.</summary>
internal enum OptionOrder
{
    AsGiven,

    /// <summary><c>default</c> and then <c>json_name</c> after the others, as registries print them.</summary>
    SpecialsLast,
}
