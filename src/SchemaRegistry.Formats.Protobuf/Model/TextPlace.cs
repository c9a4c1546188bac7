namespace SchemaRegistry.Formats.Protobuf.Model;

/// <summary>
/// A place in a text: line and column count from 1, columns count UTF-16 units. The default value stands for an element
/// that was not read from text.
/// </summary>
public readonly record struct TextPlace(int Line, int Column)
{
    public override string ToString() => $"line {Line}, column {Column}";
}
