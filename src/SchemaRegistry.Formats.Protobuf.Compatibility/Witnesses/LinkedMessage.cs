using Google.Protobuf.Reflection;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;

/// <summary>A message of a linked schema. Of the same descriptor it is the same object.</summary>
/// <param name="FullName">With its package, without a leading dot.</param>
/// <param name="Descriptor">What it was linked to.</param>
/// <param name="Top">The message at the top level of the file that it stands in, perhaps itself.</param>
/// <param name="IsMain">Whether it is of the schema itself.</param>
internal sealed record LinkedMessage(string FullName, DescriptorProto Descriptor, string Top, bool IsMain)
{
    public FieldNames Names { get; } = new(Descriptor);

    public FieldDescriptorProto? FindField(int number) =>
        Descriptor.Field.FirstOrDefault(field => field.Number == number);
}
