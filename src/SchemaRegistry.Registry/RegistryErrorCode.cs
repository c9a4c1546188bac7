namespace SchemaRegistry.Registry;

/// <summary>
/// Why the registry refuses something. The server's error table gives each its HTTP status, number and text.
/// </summary>
public enum RegistryErrorCode
{
    SubjectNotFound,
    VersionNotFound,
    SchemaNotFound,
    SchemaIdNotFound,
    SubjectSoftDeleted,
    SubjectNotSoftDeleted,
    VersionSoftDeleted,
    VersionNotSoftDeleted,
    ConfigNotFound,
    ModeNotFound,
    Incompatible,
    InvalidSchema,
    UnknownSchemaType,
    EmptySchema,
    ReferenceNotFound,
    InvalidReference,
    ReferencesTooMany,
    VersionNotNext,
    InvalidVersion,
    InvalidCompatibilityLevel,
    InvalidMode,
    ForwardModeNotGlobal,
    ReadOnly,
    NotInImportMode,
    NotInReadWriteMode,
    IdTaken,
    SubjectsExist,
    ReferenceExists,
    InvalidSubject,
    TooComplex,
    StoreFailed,
    Stopping,
}
