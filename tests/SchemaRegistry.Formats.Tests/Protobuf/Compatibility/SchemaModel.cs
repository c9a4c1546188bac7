using System.Globalization;
using System.Text;

namespace SchemaRegistry.Formats.Tests.Protobuf.Compatibility;

/// <summary>
/// A .proto file that tests make at random and change at random; printed, it is a text like any other.
/// </summary>
internal sealed class SchemaModel(Random random)
{
    private static readonly string[] Scalars =
    [
        "double", "float", "int32", "int64", "uint32", "uint64", "sint32", "sint64",
        "fixed32", "fixed64", "sfixed32", "sfixed64", "bool", "string", "bytes",
    ];

    private static readonly string[] Keys = ["int32", "int64", "uint32", "sint32", "bool", "string", "fixed64"];

    private static readonly string[] Heads =
    [
        "syntax = \"proto2\";", "syntax = \"proto3\";", "edition = \"2023\";",
    ];

    private readonly List<Message> _messages = [];
    private readonly List<List<int>> _enums = [];
    private int _head;
    private int _names;

    private bool IsProto2 => _head == 0;

    private bool IsEdition => _head == 2;

    public static SchemaModel Make(Random random)
    {
        var model = new SchemaModel(random) { _head = random.Next(3) };
        for (var count = random.Next(1, 3); count > 0; count--)
            model._enums.Add([0, .. Enumerable.Range(1, random.Next(3))]);
        for (var count = random.Next(1, 4); count > 0; count--)
            model._messages.Add(new Message($"M{model._messages.Count}"));
        foreach (var message in model._messages)
        {
            for (var count = random.Next(1, 6); count > 0; count--)
                model.AddField(message);
        }

        return model;
    }

    /// <summary>Changes one thing, which may make a text that can not be linked.</summary>
    public void Change()
    {
        var message = Pick(_messages);
        var field = message.Fields.Count == 0 ? null : Pick(message.Fields);
        switch (random.Next(14))
        {
            case 0:
                AddField(message);
                break;
            case 1 when field is not null:
                message.Fields.Remove(field);
                break;
            case 2 or 3 or 4 when field is not null:
                field.Type = field.Oneof is null ? AnyType() : SingleType();
                break;
            case 5 or 6 when field is { Oneof: null }:
                field.Label = AnyLabel();
                break;
            case 7 when field is not null:
                field.Name = NewName();
                break;
            case 8 or 9 when field is not null && !field.Type.StartsWith("map", StringComparison.Ordinal):
                field.Oneof = random.Next(3) == 0 ? null : $"o{random.Next(2)}";
                break;
            case 10:
                ChangeEnum(Pick(_enums));
                break;
            case 11:
                _head = random.Next(3);
                break;
            case 12 when _messages.Count > 1 && random.Next(4) == 0:
                _messages.Remove(message);
                break;
            case 13:
                _messages.Reverse();
                break;
        }
    }

    public string Print()
    {
        var text = new StringBuilder(Heads[_head]).Append('\n');
        foreach (var (index, numbers) in _enums.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"enum E{index} {{ ");
            foreach (var number in numbers)
                text.Append(CultureInfo.InvariantCulture, $"E{index}_{number} = {number}; ");
            text.Append("}\n");
        }

        foreach (var message in _messages)
            Print(message, text);
        return text.ToString();
    }

    private void Print(Message message, StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"message {message.Name} {{\n");
        foreach (var field in message.Fields.Where(field => field.Oneof is null))
            text.Append(CultureInfo.InvariantCulture, $"  {Label(field)}{field.Type} {field.Name} = {field.Number};\n");
        foreach (var oneof in message.Fields.Where(field => field.Oneof is not null).GroupBy(field => field.Oneof))
        {
            text.Append(CultureInfo.InvariantCulture, $"  oneof {oneof.Key} {{ ");
            foreach (var field in oneof)
                text.Append(CultureInfo.InvariantCulture, $"{field.Type} {field.Name} = {field.Number}; ");
            text.Append("}\n");
        }

        text.Append("}\n");
    }

    /// <summary>Labels that the dialect does not have are left out, or put in where it wants one.</summary>
    private string Label(Field field)
    {
        if (field.Type.StartsWith("map", StringComparison.Ordinal))
            return "";
        return field.Label switch
        {
            "repeated" => "repeated ",
            "required" when IsProto2 => "required ",
            "" or "required" when !IsProto2 => "",
            _ => IsEdition ? "" : "optional ",
        };
    }

    private void AddField(Message message)
    {
        var number = random.Next(1, 9);
        if (message.Fields.Exists(field => field.Number == number))
            return;
        var isMember = random.Next(4) == 0;
        message.Fields.Add(new Field
        {
            Number = number,
            Name = NewName(),
            Type = isMember ? SingleType() : AnyType(),
            Label = AnyLabel(),
            Oneof = isMember ? $"o{random.Next(2)}" : null,
        });
    }

    private void ChangeEnum(List<int> numbers)
    {
        if (random.Next(2) == 0 && numbers.Count > 1)
            numbers.RemoveAt(numbers.Count - 1);
        else
            numbers.Add(numbers[^1] + 1);
    }

    private string AnyLabel() => random.Next(8) switch
    {
        0 => "required",
        1 or 2 => "repeated",
        3 or 4 => "optional",
        _ => "",
    };

    private string AnyType() => random.Next(6) == 0 ? $"map<{Pick(Keys)}, {SingleType()}>" : SingleType();

    private string SingleType() => random.Next(5) switch
    {
        0 => $"E{random.Next(_enums.Count)}",
        1 => Pick(_messages).Name,
        _ => Pick(Scalars),
    };

    private string NewName() => $"f{_names++}";

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private sealed record Message(string Name)
    {
        public List<Field> Fields { get; } = [];
    }

    private sealed class Field
    {
        public required int Number { get; init; }

        public required string Name { get; set; }

        public required string Type { get; set; }

        public required string Label { get; set; }

        public required string? Oneof { get; set; }
    }
}
