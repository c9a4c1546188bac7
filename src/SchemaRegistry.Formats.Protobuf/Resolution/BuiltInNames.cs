using SchemaRegistry.Formats.Protobuf.WellKnown;

namespace SchemaRegistry.Formats.Protobuf.Resolution;

/// <summary>
/// The names of the built-in files, entered once for the whole process when first needed; free to share between
/// threads.
/// </summary>
internal static class BuiltInNames
{
    private static readonly Lazy<NameTree> Names = new(() => new NameTree(WellKnownFiles.Files.Values));

    public static NameTree Tree => Names.Value;
}
