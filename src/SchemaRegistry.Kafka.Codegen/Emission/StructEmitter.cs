using SchemaRegistry.Kafka.Codegen.Model;

namespace SchemaRegistry.Kafka.Codegen.Emission;

/// <summary>
/// Writes one class: properties, Read and Write. A message and each struct inside it become one class each.
/// </summary>
internal sealed class StructEmitter(MessageSchema message, IReadOnlyList<FieldSchema> fields, CodeText code)
{
    private readonly List<FieldCode> _plain = Select(message, fields, field => field.Tag is null);
    private readonly List<FieldCode> _tagged =
        [.. Select(message, fields, field => field.Tag is not null).OrderBy(field => field.Field.Tag)];

    private bool HasFlexible => message.Flexible is { } range && range.Overlaps(message.Versions);

    private bool IsAlwaysFlexible =>
        HasFlexible && VersionTest.Of(message.Flexible!.Value, message.Versions) is null;

    private bool NeedsForm => (HasFlexible && !IsAlwaysFlexible)
        || _plain.Concat(_tagged).Any(code => code.ReadExpression().Contains("form", StringComparison.Ordinal));

    public void EmitMembers(string className)
    {
        foreach (var field in _plain.Concat(_tagged))
        {
            code.Line(field.Property);
            code.Line();
        }

        EmitRead(className);
        code.Line();
        EmitWrite();
    }

    private static List<FieldCode> Select(
        MessageSchema message, IReadOnlyList<FieldSchema> fields, Func<FieldSchema, bool> wanted) =>
        [.. fields.Where(field => wanted(field) && field.Versions.Overlaps(message.Versions))
            .Select(field => new FieldCode(message, field))];

    private void EmitRead(string className)
    {
        code.Open($"public static {className} Read(ref WireReader reader, short version)");
        EmitForm();
        code.Line($"var message = new {className}();");
        foreach (var field in _plain)
            EmitWhen(field.Presence, [$"message.{field.Field.Name} = {field.ReadExpression()};"]);

        if (HasFlexible && _tagged.Count == 0)
            EmitWhenFlexible(() => code.Line("reader.SkipTags();"));
        else if (HasFlexible)
            EmitWhenFlexible(EmitTagReads);

        code.Line();
        code.Line("return message;");
        code.Close();
    }

    private void EmitTagReads()
    {
        code.Open("for (var tags = reader.ReadTagCount(); tags > 0; tags--)");
        code.Line("var tag = reader.ReadTag();");
        code.Open("switch (tag.Number)");
        foreach (var field in _tagged)
        {
            var when = field.Presence is { } condition && message.Flexible!.Value.From < field.Field.Versions.From
                ? $" when {condition}" : "";
            code.Line($"case {field.Field.Tag}{when}: message.{field.Field.Name} = {field.ReadExpression()}; break;");
        }

        code.Line("default: break;");
        code.Close();
        code.Line();
        code.Line("reader.LeaveTag(tag);");
        code.Close();
    }

    private void EmitWrite()
    {
        code.Open("public void Write(ref WireWriter writer, short version)");
        EmitForm();
        foreach (var field in _plain)
            EmitWhen(field.Presence, field.WriteStatements());

        if (HasFlexible && _tagged.Count == 0)
            EmitWhenFlexible(() => code.Line("writer.WriteTagCount(0);"));
        else if (HasFlexible)
            EmitWhenFlexible(EmitTagWrites);

        code.Close();
    }

    private void EmitTagWrites()
    {
        code.Line("var tags = 0;");
        foreach (var field in _tagged)
            EmitWhen(TagCondition(field), ["tags++;"]);

        code.Line();
        code.Line("writer.WriteTagCount(tags);");
        foreach (var field in _tagged)
        {
            code.Open($"if ({TagCondition(field)})");
            code.Line($"var tag = writer.BeginTag({field.Field.Tag});");
            foreach (var statement in field.WriteStatements())
                code.Line(statement);

            code.Line("writer.EndTag(tag);");
            code.Close();
        }
    }

    private string TagCondition(FieldCode field)
    {
        var isPartial = message.Flexible!.Value.From < field.Field.Versions.From;
        return isPartial ? $"{field.Presence} && {field.DiffersFromDefault}" : field.DiffersFromDefault;
    }

    private void EmitForm()
    {
        if (!NeedsForm)
            return;

        var condition = HasFlexible ? VersionTest.Of(message.Flexible!.Value, message.Versions) : "false";
        code.Line(condition switch
        {
            "false" => "const LengthForm form = LengthForm.Fixed;",
            null => "const LengthForm form = LengthForm.Compact;",
            _ => $"var form = {condition} ? LengthForm.Compact : LengthForm.Fixed;",
        });
    }

    private void EmitWhenFlexible(Action emit)
    {
        if (IsAlwaysFlexible)
        {
            emit();
            return;
        }

        code.Open("if (form == LengthForm.Compact)");
        emit();
        code.Close();
    }

    private void EmitWhen(string? condition, IEnumerable<string> statements)
    {
        var lines = statements.ToList();
        if (condition is null)
        {
            lines.ForEach(line => code.Line(line));
            return;
        }

        if (lines.Count == 1)
        {
            code.Line($"if ({condition})");
            code.Line("    " + lines[0]);
            return;
        }

        code.Open($"if ({condition})");
        lines.ForEach(line => code.Line(line));
        code.Close();
    }
}
