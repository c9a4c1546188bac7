using Google.Protobuf.Reflection;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>The second pass: fields and extensions, with their types.</summary>
internal sealed class FieldCompiler(TypeDeclarations declarations)
{
    private const int MaxNumber = (1 << 29) - 1;

    public void Compile()
    {
        var extensions = CompileExtensions();
        foreach (var (type, source, features) in declarations.Messages)
        {
            var fields = source.Field.Select(field => ToField(field, type, source, features));
            type.SetFields([.. fields, .. extensions[type]]);
        }

        foreach (var (type, _, _) in declarations.Messages)
            CheckMapEntry(type);
        foreach (var (type, _, _) in declarations.Messages)
            type.Complete();
    }

    private ILookup<ProtobufMessageType, FieldPlan> CompileExtensions() =>
        declarations.Extensions.ToLookup(
            extension => declarations.MessageByName.GetValueOrDefault(extension.Source.Extendee)
                ?? throw Unknown(
                    extension.Source.Extendee, TypeDeclarations.Join(extension.Scope, extension.Source.Name)),
            extension => ToExtension(extension.Source, extension.Scope, extension.Features));

    private FieldPlan ToField(
        FieldDescriptorProto source, ProtobufMessageType owner, DescriptorProto message, FieldFeatures outer)
    {
        var isInOneof = source.HasOneofIndex && !source.Proto3Optional;
        if (isInOneof && (source.OneofIndex < 0 || source.OneofIndex >= message.OneofDecl.Count))
            throw new ArgumentException($"The field {owner.FullName}.{source.Name} is in a oneof that is not there.");
        var around = isInOneof ? outer.With(message.OneofDecl[source.OneofIndex].Options?.Features) : outer;
        var features = around.With(source.Options?.Features).WithLegacy(source);
        var kind = ToKind(source, owner.IsMapEntry ? default : features, $"{owner.FullName}.{source.Name}");
        var isImplicit = features.Presence == FeatureSet.Types.FieldPresence.Implicit && !source.HasOneofIndex;
        return Complete(source, owner.FullName, new FieldPlan
        {
            Number = CheckNumber(source, owner.FullName),
            OriginalName = source.Name,
            JsonName = source.HasJsonName ? source.JsonName : ToJsonName(source.Name),
            Kind = kind,
            Shape = ToShape(source),
            HasPresence = !IsRepeated(source) && (!isImplicit || kind is FieldKind.Message or FieldKind.Group),
            IsRequired = features.Presence == FeatureSet.Types.FieldPresence.LegacyRequired && !IsRepeated(source),
            IsPacked = IsPacked(source, features, kind),
            Oneof = isInOneof ? source.OneofIndex : FieldPlan.NoOneof,
        });
    }

    private FieldPlan ToExtension(FieldDescriptorProto source, string scope, FieldFeatures outer)
    {
        var name = $"[{TypeDeclarations.Join(scope, source.Name)}]";
        var features = outer.With(source.Options?.Features).WithLegacy(source);
        var kind = ToKind(source, features, name);
        return Complete(source, scope, new FieldPlan
        {
            Number = CheckNumber(source, scope),
            OriginalName = name,
            JsonName = name,
            Kind = kind,
            Shape = ToShape(source),
            HasPresence = !IsRepeated(source),
            IsRequired = false,
            IsPacked = IsPacked(source, features, kind),
            Oneof = FieldPlan.NoOneof,
        });
    }

    private FieldPlan Complete(FieldDescriptorProto source, string scope, FieldPlan field)
    {
        var name = TypeDeclarations.Join(scope, source.Name);
        if (field.Kind == FieldKind.Enum)
            field.Enum =
                declarations.EnumByName.GetValueOrDefault(source.TypeName) ?? throw Unknown(source.TypeName, name);
        if (!field.IsMessage)
            return field;
        field.Message =
            declarations.MessageByName.GetValueOrDefault(source.TypeName) ?? throw Unknown(source.TypeName, name);
        if (field.Message.IsMapEntry && field.Shape == FieldShape.Repeated)
            field.Shape = FieldShape.Map;
        return field;
    }

    /// <summary>Messages in and of map entries are never groups.</summary>
    private FieldKind ToKind(FieldDescriptorProto source, FieldFeatures features, string name)
    {
        var kind = (FieldKind)source.Type;
        if (!source.HasType || !Enum.IsDefined(kind))
            throw new ArgumentException($"The type of the field {name} is not set; the files are to be linked.");
        var isGroup = kind == FieldKind.Message
            && features.Messages == FeatureSet.Types.MessageEncoding.Delimited
            && declarations.MessageByName.GetValueOrDefault(source.TypeName) is { IsMapEntry: false };
        return isGroup ? FieldKind.Group : kind;
    }

    private static FieldShape ToShape(FieldDescriptorProto source) =>
        IsRepeated(source) ? FieldShape.Repeated : FieldShape.Singular;

    private static bool IsRepeated(FieldDescriptorProto source) =>
        source.Label == FieldDescriptorProto.Types.Label.Repeated;

    private static bool IsPacked(FieldDescriptorProto source, FieldFeatures features, FieldKind kind) =>
        IsRepeated(source)
        && features.Repeated == FeatureSet.Types.RepeatedFieldEncoding.Packed
        && kind is not (FieldKind.String or FieldKind.Bytes or FieldKind.Message or FieldKind.Group);

    private static int CheckNumber(FieldDescriptorProto source, string scope) =>
        source.Number is > 0 and <= MaxNumber
            ? source.Number
            : throw new ArgumentException($"The field {scope}.{source.Name} has the number {source.Number}.");

    private static void CheckMapEntry(ProtobufMessageType type)
    {
        if (!type.IsMapEntry)
            return;
        var hasFields = type.Fields
            is [{ Number: 1, Shape: FieldShape.Singular }, { Number: 2, Shape: FieldShape.Singular }];
        var isEntry = hasFields
            && type.Fields[0].Kind is not (FieldKind.Double or FieldKind.Float or FieldKind.Bytes or FieldKind.Enum)
            && type.OneofCount == 0 && !type.Fields[0].IsMessage && type.Fields[1].Kind != FieldKind.Group;
        if (!isEntry)
            throw new ArgumentException($"The message {type.FullName} is not what the entry of a map is.");
    }

    /// <summary>As protoc makes it: underscores go, and the letter behind them becomes a capital.</summary>
    private static string ToJsonName(string name) => string.Create(
        name.Length - name.Count(c => c == '_'),
        name,
        (json, original) =>
        {
            var length = 0;
            for (var index = 0; index < original.Length; index++)
            {
                if (original[index] == '_')
                    continue;
                var isCapital = index > 0 && original[index - 1] == '_' && char.IsAsciiLetterLower(original[index]);
                json[length++] = isCapital ? (char)(original[index] - ('a' - 'A')) : original[index];
            }
        });

    private static ArgumentException Unknown(string typeName, string user) =>
        new($"{user} uses the type \"{typeName}\", which the set does not have; names are to be complete, with a dot.");
}
