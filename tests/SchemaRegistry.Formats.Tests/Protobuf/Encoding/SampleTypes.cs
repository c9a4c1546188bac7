using Google.Protobuf;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Encoding;
using SchemaRegistry.Formats.Tests.Protobuf.Encoding.Samples;

namespace SchemaRegistry.Formats.Tests.Protobuf.Encoding;

/// <summary>
/// The schemas of this folder, compiled by us, beside the classes that Google's compiler made of them.
/// </summary>
internal static class SampleTypes
{
    public const string Package = "encoding.samples.";

    public static ProtobufTypes All { get; } = ProtobufTypes.Compile(
        Files(
            EncodingLegacyReflection.Descriptor,
            EncodingEditionReflection.Descriptor,
            EncodingWellKnownReflection.Descriptor));

    /// <summary>What Google's parser of JSON finds the messages of an Any with.</summary>
    public static TypeRegistry Registry { get; } = TypeRegistry.FromFiles(
        EncodingWellKnownReflection.Descriptor, EncodingScalarsReflection.Descriptor);

    /// <summary>A name of this package without it, or a full name.</summary>
    public static ProtobufMessageType Find(string name) =>
        All.FindMessage(Package + name) ?? All.FindMessage(name) ?? throw new ArgumentException(name);

    public static ProtobufMessageType Find(MessageDescriptor descriptor) => Find(descriptor.FullName);

    /// <summary>The files and their imports, each once and after its own imports.</summary>
    public static IReadOnlyCollection<FileDescriptorProto> Files(params IEnumerable<FileDescriptor> files)
    {
        var found = new Dictionary<string, FileDescriptorProto>();
        foreach (var file in files)
            Add(file, found);
        return found.Values;
    }

    private static void Add(FileDescriptor file, Dictionary<string, FileDescriptorProto> found)
    {
        if (found.ContainsKey(file.Name))
            return;
        foreach (var import in file.Dependencies)
            Add(import, found);
        found.Add(file.Name, FileDescriptorProto.Parser.ParseFrom(file.SerializedData));
    }
}
