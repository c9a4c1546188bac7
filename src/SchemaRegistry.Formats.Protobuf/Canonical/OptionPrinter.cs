using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Canonical;

/// <summary>Prints options and their values.</summary>
internal sealed class OptionPrinter(IndentedText text)
{
    public void Statement(OptionElement option)
    {
        text.Append("option ");
        Assignment(option);
        text.Append(";").EndLine();
    }

    /// <summary>
    /// <c> [a = b]</c> with a blank before it, several one to a line; nothing when there are none.
    /// </summary>
    public void List(IReadOnlyList<OptionElement> options)
    {
        if (options.Count == 0)
            return;
        text.Append(" [");
        if (options.Count == 1)
        {
            Assignment(options[0]);
        }
        else
        {
            text.EndLine().Level++;
            foreach (var (index, option) in options.Index())
            {
                Assignment(option);
                text.Append(index < options.Count - 1 ? "," : "").EndLine();
            }

            text.Level--;
        }

        text.Append("]");
    }

    private void Assignment(OptionElement option)
    {
        text.Append(option.FullName).Append(" = ");
        Value(option.Value);
    }

    private void Value(OptionValue value)
    {
        switch (value)
        {
            case AggregateValue aggregate:
                Block("{", AggregateMerge.Merge(aggregate.Fields), Field, "}");
                break;
            case ListValue list:
                Block("[", list.Items, Value, "]");
                break;
            default:
                text.Append(Scalar(value));
                break;
        }
    }

    private void Field(AggregateField field)
    {
        text.Append(field.Name.ToString()).Append(": ");
        Value(field.Value);
    }

    private void Block<T>(string open, IReadOnlyList<T> items, Action<T> print, string close)
    {
        text.Append(open).EndLine().Level++;
        foreach (var (index, item) in items.Index())
        {
            print(item);
            text.Append(index < items.Count - 1 ? "," : "").EndLine();
        }

        text.Level--;
        text.Append(close);
    }

    private static string Scalar(OptionValue value) => value switch
    {
        WordValue word => Signed(word.IsNegative, word.Word),
        IntegerValue integer => Signed(integer.IsNegative, integer.Spelling),
        FloatValue real => Signed(double.IsNegative(real.Number), real.Spelling),
        StringValue literal => StringEscapes.Quote(literal.Bytes.Span),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType(), "No scalar"),
    };

    private static string Signed(bool isNegative, string spelling) => isNegative ? "-" + spelling : spelling;
}
