namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>Which types a file may use.</summary>
public enum ImportRule
{
    /// <summary>Those that it defines and imports, as protoc has it.</summary>
    Protoc,

    /// <summary>
    /// Also those of built-in files, and of all references: what other registries for this language accept. The
    /// descriptor then gets the imports that the text lacks.
    /// </summary>
    Registry,
}
