using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Descriptors;

/// <summary>
/// Turns options messages into the options of a text: standard ones by the library's reflection, custom ones by
/// <see cref="OptionExtensions"/>. Options that were never interpreted are left out.
/// </summary>
internal sealed class OptionReader(OptionExtensions custom)
{
    private const int UninterpretedOption = 999;

    /// <summary>All options in the order of their numbers, custom ones last.</summary>
    public List<OptionElement> Read(IMessage? options)
    {
        var elements = new List<OptionElement>();
        if (options is not null)
            Add(options, [], elements);
        return elements;
    }

    /// <summary>Recursion goes into features only.</summary>
    private void Add(IMessage message, OptionNamePart[] path, List<OptionElement> elements)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.FieldNumber == UninterpretedOption || !IsSet(field, message))
                continue;
            OptionNamePart[] name = [.. path, new OptionNamePart(field.Name, IsExtension: false)];
            var value = field.Accessor.GetValue(message);
            if (value is FeatureSet features)
                Add(features, name, elements);
            else
                elements.AddRange(ValuesOf(field, value).Select(one => new OptionElement(name, one)));
        }

        foreach (var (fullName, value) in custom.Read(message.Descriptor.FullName, message.ToByteArray()))
        {
            OptionNamePart[] name = [.. path, new OptionNamePart(fullName, IsExtension: true)];
            elements.Add(new OptionElement(name, value));
        }
    }

    private static bool IsSet(FieldDescriptor field, IMessage message) => field.IsRepeated
        ? ((ICollection)field.Accessor.GetValue(message)).Count > 0
        : field.Accessor.HasValue(message);

    private static IEnumerable<OptionValue> ValuesOf(FieldDescriptor field, object value) => field.IsRepeated
        ? ((IEnumerable)value).Cast<object>().Select(item => ValueOf(field, item))
        : [ValueOf(field, value)];

    private static OptionValue ValueOf(FieldDescriptor field, object value) => value switch
    {
        bool flag => new WordValue(flag ? "true" : "false"),
        string text => new StringValue(System.Text.Encoding.UTF8.GetBytes(text)),
        ByteString bytes => new StringValue(bytes.Memory),
        IMessage message => new AggregateValue([.. FieldsOf(message)]),
        Enum number => EnumValue(field.EnumType, Convert.ToInt32(number, CultureInfo.InvariantCulture)),
        double real => new FloatValue(real, real.ToString("R", CultureInfo.InvariantCulture)),
        _ => Integer(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
    };

    /// <summary>The standard options nest messages twice, no more.</summary>
    private static IEnumerable<AggregateField> FieldsOf(IMessage message) =>
        from field in message.Descriptor.Fields.InFieldNumberOrder()
        where IsSet(field, message)
        from value in ValuesOf(field, field.Accessor.GetValue(message))
        select new AggregateField(new AggregateFieldName(AggregateNameKind.Plain, field.Name), value);

    private static OptionValue EnumValue(EnumDescriptor type, int number) =>
        type.FindValueByNumber(number) is { } value ? new WordValue(value.Name) : Integer(number);

    private static IntegerValue Integer(long number)
    {
        var magnitude = number < 0 ? (ulong)-(number + 1) + 1 : (ulong)number;
        return new IntegerValue(magnitude, number < 0, magnitude.ToString(CultureInfo.InvariantCulture));
    }
}
