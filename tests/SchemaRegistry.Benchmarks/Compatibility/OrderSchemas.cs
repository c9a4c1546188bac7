using SchemaRegistry.Formats;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.Benchmarks.Compatibility;

/// <summary>
/// An order of about thirty fields, with what real schemas have: nested types, enums, alternatives, lists and maps. The
/// later version differs in some eight places and reads the earlier one.
/// </summary>
internal static class OrderSchemas
{
    public static SchemaPair Avro() => Load(SchemaPair.Avro, "avsc");

    public static SchemaPair Protobuf() => Load(SchemaPair.Protobuf, "proto");

    public static SchemaPair Json() => Load(SchemaPair.Json, "schema.json");

    private static SchemaPair Load(SchemaLanguage language, string ending) =>
        new SchemaPair(language, Read($"order-before.{ending}"), Read($"order-after.{ending}")).MustBeCompatible();

    private static string Read(string file) =>
        File.ReadAllText(Repository.File($"tests/SchemaRegistry.Benchmarks/Compatibility/Schemas/{file}"));
}
