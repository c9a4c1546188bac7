using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using SchemaRegistry.Formats.Protobuf.Descriptors;
using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Parsing;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Protobuf.WellKnown;

/// <summary>
/// The files that every schema may import without a reference: those of the language itself, which its library brings
/// along as descriptors, and <c>google/type</c> and <c>confluent</c>, whose texts lie beside this file. Read once for
/// the whole process, when first needed; free to share between threads.
/// </summary>
public static class WellKnownFiles
{
    private static readonly Dictionary<string, FileDescriptor> Language = new[]
    {
        AnyReflection.Descriptor,
        ApiReflection.Descriptor,
        DescriptorReflection.Descriptor,
        DurationReflection.Descriptor,
        EmptyReflection.Descriptor,
        FieldMaskReflection.Descriptor,
        SourceContextReflection.Descriptor,
        StructReflection.Descriptor,
        TimestampReflection.Descriptor,
        TypeReflection.Descriptor,
        WrappersReflection.Descriptor,
    }.ToDictionary(file => file.Name, StringComparer.Ordinal);

    private static readonly string[] Embedded =
    [
        "google/type/calendar_period.proto",
        "google/type/color.proto",
        "google/type/date.proto",
        "google/type/datetime.proto",
        "google/type/dayofweek.proto",
        "google/type/decimal.proto",
        "google/type/expr.proto",
        "google/type/fraction.proto",
        "google/type/interval.proto",
        "google/type/latlng.proto",
        "google/type/money.proto",
        "google/type/month.proto",
        "google/type/phone_number.proto",
        "google/type/postal_address.proto",
        "google/type/quaternion.proto",
        "google/type/timeofday.proto",
        "confluent/meta.proto",
        "confluent/type/decimal.proto",
        "confluent/type/variant.proto",
    ];

    private static readonly Lazy<Dictionary<string, ProtoFile>> Elements = new(ReadAll);

    /// <summary>The element tree of every file, by import path.</summary>
    public static IReadOnlyDictionary<string, ProtoFile> Files => Elements.Value;
    private static Dictionary<string, ProtoFile> ReadAll()
    {
        var files = new Dictionary<string, ProtoFile>(StringComparer.Ordinal);
        foreach (var (path, descriptor) in Language)
            files.Add(path, MapEntries.Fold(DescriptorReader.Read(descriptor.ToProto(), OptionExtensions.None).File!));
        foreach (var path in Embedded)
            files.Add(path, ReadEmbedded(path));
        return files;
    }

    private static ProtoFile ReadEmbedded(string path)
    {
        using var stream = typeof(WellKnownFiles).Assembly.GetManifestResourceStream(path)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {path}.");
        using var reader = new StreamReader(stream);
        return ProtoParser.Parse(reader.ReadToEnd()).File
            ?? throw new InvalidOperationException($"The resource {path} is not a .proto file.");
    }
}
