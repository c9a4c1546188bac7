using SchemaRegistry.Kafka.Codegen.Model;

namespace SchemaRegistry.Kafka.Codegen.Emission;

/// <summary>The C# of one field: its property, the expression that reads it and the statement that writes it.</summary>
internal sealed class FieldCode(MessageSchema message, FieldSchema schema)
{
    private readonly VersionRange _possible = schema.Versions.Within(message.Versions);

    public FieldSchema Field => schema;

    /// <summary>The condition under which the field is on the wire at all; null when it always is.</summary>
    public string? Presence => VersionTest.Of(schema.Versions, message.Versions);

    public string Property => $"public {TypeName} {schema.Name} {{ get; set; }}{Initializer}";

    /// <summary>True when the value differs from the default and so has to be written as a tagged schema.</summary>
    public string DiffersFromDefault => schema.Type switch
    {
        { IsArray: true } => IsNullable ? $"{schema.Name} is not {{ Length: 0 }}" : $"{schema.Name}.Length > 0",
        { IsStruct: true } => $"{schema.Name} is not null",
        { Name: "string" } when schema.Default == "null" => $"{schema.Name} is not null",
        { Name: "string" } => $"{schema.Name}.Length > 0",
        { Name: "bool" } => schema.Default == "true" ? $"!{schema.Name}" : schema.Name,
        _ => $"{schema.Name} != {schema.Default ?? "0"}",
    };

    public string ReadExpression()
    {
        var plain = ReadCall(nullable: "");
        if (!IsNullable)
            return plain;

        var condition = VersionTest.Of(schema.Nullable!.Value, _possible);
        var nullable = ReadCall(nullable: "Nullable");
        return condition is null ? nullable : $"{condition} ? {nullable} : {plain}";
    }

    public IEnumerable<string> WriteStatements()
    {
        var plain = WriteCall(nullable: "");
        if (!IsNullable)
            return [plain];

        var condition = VersionTest.Of(schema.Nullable!.Value, _possible);
        var nullable = WriteCall(nullable: "Nullable");
        return condition is null ? [nullable] : [$"if ({condition})", $"    {nullable}", "else", $"    {plain}"];
    }

    private bool IsNullable => schema.Nullable is { } range && range.Overlaps(_possible);

    private bool IsAbsentWhenNull => schema.Type is { IsStruct: true, IsArray: false } && schema.Tag is not null;

    private string Form => schema.HasFixedLength ? "LengthForm.Fixed" : "form";

    private string ElementName => schema.Type.Name switch
    {
        "bool" => "bool",
        "int8" => "sbyte",
        "int16" => "short",
        "int32" => "int",
        "int64" => "long",
        "uuid" => "Guid",
        "string" => "string",
        "bytes" or "records" => "ReadOnlyMemory<byte>",
        _ => schema.Type.Name,
    };

    private string TypeName =>
        ElementName + (schema.Type.IsArray ? "[]" : "") + (IsNullable || IsAbsentWhenNull ? "?" : "");

    private string Initializer => schema.Type switch
    {
        _ when schema.Default == "null" => "",
        { IsArray: true } => " = [];",
        { Name: "string" } => " = \"\";",
        { IsStruct: true } when !IsNullable && !IsAbsentWhenNull => " = new();",
        { Name: "bool" } => schema.Default == "true" ? " = true;" : "",
        _ when schema.Default is null or "0" or "false" => "",
        _ => $" = {schema.Default};",
    };

    private string ReadCall(string nullable) => schema.Type switch
    {
        { IsArray: true, IsStruct: true } =>
            $"reader.Read{nullable}Array<{schema.Type.Name}>(version, form, {MinElementBytes})",
        { IsArray: true } => $"reader.Read{nullable}{WireName}Array(form)",
        { IsStruct: true } when nullable.Length > 0 => $"reader.ReadNullableStruct<{schema.Type.Name}>(version)",
        { IsStruct: true } => $"{schema.Type.Name}.Read(ref reader, version)",
        { Name: "string" or "bytes" or "records" } => $"reader.Read{nullable}{WireName}({Form})",
        _ => $"reader.Read{WireName}()",
    };

    private int MinElementBytes => MinimalSize.OfElement(message, schema.Type);

    private string WriteCall(string nullable) => schema.Type switch
    {
        { IsArray: true, IsStruct: true } => $"writer.Write{nullable}Array({schema.Name}, version, form);",
        { IsArray: true } => $"writer.Write{nullable}{WireName}Array({schema.Name}, form);",
        { IsStruct: true } when nullable.Length > 0 => $"writer.WriteNullableStruct({schema.Name}, version);",
        { IsStruct: true } => $"{schema.Name}{(IsAbsentWhenNull ? "!" : "")}.Write(ref writer, version);",
        { Name: "string" or "bytes" or "records" } => $"writer.Write{nullable}{WireName}({schema.Name}, {Form});",
        _ => $"writer.Write{WireName}({schema.Name});",
    };

    private string WireName => schema.Type.Name switch
    {
        "records" => "Records",
        var name => char.ToUpperInvariant(name[0]) + name[1..],
    };
}
