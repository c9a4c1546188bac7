using System.Globalization;
using SchemaRegistry.Formats;
using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Server.Errors;

/// <summary>
/// The one place where a refusal gets its HTTP status, its number and its text. Numbers and texts are Confluent's, to
/// the letter up to "details:", blanks that are missing or doubled included: clients match on them.
/// </summary>
internal static class ErrorTable
{
    public static ApiError Find(RegistryException e)
    {
        var (code, message) = Describe(e);
        var status = code >= 1000 ? code / 100 : code;
        return new ApiError(status, code, e.Item is { } item ? $"requests[{Number(item)}]: {message}" : message);
    }

    private static (int Code, string Message) Describe(RegistryException e) => e.Code switch
    {
        RegistryErrorCode.SubjectNotFound => (40401, $"Subject '{e.Subject}' not found."),
        RegistryErrorCode.VersionNotFound => (40402, $"Version {Number(e.Version)} not found."),
        RegistryErrorCode.SchemaNotFound => (40403, "Schema not found"),
        RegistryErrorCode.SchemaIdNotFound => (40403, $"Schema {e.Text} not found"),
        RegistryErrorCode.SubjectSoftDeleted =>
            (40404, $"Subject '{e.Subject}' was soft deleted.Set permanent=true to delete permanently"),
        RegistryErrorCode.SubjectNotSoftDeleted =>
            (40405, $"Subject '{e.Subject}' was not deleted first before being permanently deleted"),
        RegistryErrorCode.VersionSoftDeleted =>
            (40406, $"Subject '{e.Subject}' Version {Number(e.Version)} was soft deleted.Set permanent=true to delete permanently"),
        RegistryErrorCode.VersionNotSoftDeleted =>
            (40407, $"Subject '{e.Subject}' Version {Number(e.Version)} was not deleted first before being permanently deleted"),
        RegistryErrorCode.ConfigNotFound =>
            (40408, $"Subject '{e.Subject}' does not have subject-level compatibility configured"),
        RegistryErrorCode.ModeNotFound => (40409, $"Subject '{e.Subject}' does not have subject-level mode configured"),
        RegistryErrorCode.Incompatible =>
            (40901, "Schema being registered is incompatible with an earlier schema for subject "
                + $"\"{e.Subject}\", details: [{string.Join(", ", e.Details)}]"),
        RegistryErrorCode.AssociationNotFound => (40410, $"Association for '{e.Text}' not found."),
        RegistryErrorCode.AssociationIncompatible => (40901, $"[{string.Join(", ", e.Details)}]"),
        RegistryErrorCode.AssociationOfResourceExists =>
            (40903, $"An association of type '{e.Text}' already exists for resource '{e.Details[0]}'"),
        RegistryErrorCode.AssociationOfSubjectExists =>
            (40904, $"An association already exists for subject '{e.Subject}'"),
        RegistryErrorCode.StrongAssociationExists =>
            (40905, $"A strong association already exists for subject '{e.Subject}'"),
        RegistryErrorCode.NoActiveVersion =>
            (40907, $"No active (non-deleted) version exists for subject '{e.Subject}'"),
        RegistryErrorCode.AssociationFrozen =>
            (40908, $"The association of type  '{e.Text}' is frozen for subject '{e.Subject}'"),
        RegistryErrorCode.AssociationReadOnly =>
            (42205, $"Subject {e.Subject.Name} in context {e.Subject.Context} is in read-only mode"),
        RegistryErrorCode.StronglyAssociatedReference =>
            (42205, $"Subject '{e.Text}' has a strong association and cannot be referenced"),
        RegistryErrorCode.AssociatedSubjectReferenced =>
            (42206, $"One or more references exist to the schema {e.Subject}."),
        RegistryErrorCode.InvalidAssociation =>
            (42212, $"The association specified an invalid value for property: '{e.Text}', detail: {e.Details[0]}"),
        RegistryErrorCode.ReadOnly => (42205, $"{Scope(e)} is in read-only mode"),
        RegistryErrorCode.NotInImportMode => (42205, $"{Scope(e)} is not in import mode"),
        RegistryErrorCode.NotInReadWriteMode => (42205, $"{Scope(e)} is not in read-write mode"),
        RegistryErrorCode.IdTaken =>
            (42205, $"Overwrite new schema with id {Number(e.Id)} in context {e.Subject.DelimitedContext} is not permitted."),
        RegistryErrorCode.SubjectsExist => (42205, "Cannot import since found existing subjects"),
        RegistryErrorCode.ReferenceExists =>
            (42206, "One or more references exist to the schema "
                + $"{{magic=1,keytype=SCHEMA,subject={e.Subject},version={Number(e.Version)}}}."),
        RegistryErrorCode.ContextNotEmpty =>
            (42211, $"The specified context '{e.Subject.DelimitedContext}' is not empty."),
        RegistryErrorCode.InvalidRuleSet => (42210, e.Text),
        RegistryErrorCode.InvalidSubject => (42208, $"The specified subject '{e.Text}' is not a valid."),
        RegistryErrorCode.InvalidVersion =>
            (42202, $"The specified version '{e.Text}' is not a valid version id. "
                + "Allowed values are between [1, 2^31-1] and the string \"latest\""),
        RegistryErrorCode.InvalidCompatibilityLevel =>
            (42203, "Invalid compatibility level. Valid values are none, backward, forward, full, "
                + "backward_transitive, forward_transitive, and full_transitive"),
        RegistryErrorCode.InvalidMode => (42204, "Invalid mode. Valid values are READWRITE, READONLY, IMPORT and FORWARD."),
        RegistryErrorCode.ForwardModeNotGlobal => (42204, "Forward mode only supported on global level"),
        RegistryErrorCode.SchemaTooLarge => (42209, "Register operation failed because schema is too large"),
        RegistryErrorCode.ModesAreFixed => (42205, "Mode changes are not allowed"),
        RegistryErrorCode.KeyNotFound => (40470, $"Key '{e.Text}' not found"),
        RegistryErrorCode.KeyNotSoftDeleted =>
            (40471, $"Key '{e.Text}' was not deleted first before being permanently deleted"),
        RegistryErrorCode.KeySoftDeleted => (40472, $"Key '{e.Text}' must be undeleted first"),
        RegistryErrorCode.KeyExists => (40971, $"Key '{e.Text}' already exists; use a different value"),
        RegistryErrorCode.TooManyKeys => (40972, $"A maximum of {e.Text} keys already exist"),
        RegistryErrorCode.KeyWrapDenied => (40370, $"Could not generate encrypted dek for {Reason(e)}"),
        RegistryErrorCode.KeyUnwrapDenied => (40370, $"Could not generate raw dek for {Reason(e)}"),
        RegistryErrorCode.InvalidKeyField => (42271, $"Invalid or missing value for field '{e.Text}' of key"),
        RegistryErrorCode.KeyReferenced => (42272, $"One or more references exist to the key '{e.Text}'"),
        RegistryErrorCode.KeyWrapFailed => (50070, $"Could not generate encrypted dek for {Reason(e)}"),
        RegistryErrorCode.KeyUnwrapFailed => (50070, $"Could not generate raw dek for {Reason(e)}"),
        RegistryErrorCode.KeyBusy => (503, $"Key '{e.Text}' is being changed by others; send the request again"),
        RegistryErrorCode.StoreFailed => (50001, "Register operation failed while writing to the store"),
        RegistryErrorCode.Stopping => (503, "The server is stopping; send the request again"),
        _ => (42201, InvalidSchema(e)),
    };

    /// <summary>Everything that makes a schema invalid has one number.</summary>
    public static string InvalidSchema(RegistryException e) => e.Code switch
    {
        RegistryErrorCode.UnknownSchemaType => $"Invalid schema type {e.Text}",
        RegistryErrorCode.EmptySchema => "Empty schema",
        RegistryErrorCode.VersionNotNext => "Version is not one more than previous version",
        RegistryErrorCode.ReferenceNotFound => $"Invalid schema of type {e.Type.ToName()}, details: No schema reference found for subject "
            + $"\"{e.Subject}\" and version {Number(e.Version)}",
        RegistryErrorCode.InvalidReference => $"Invalid schema of type {e.Type.ToName()}, details: Invalid reference: {e.Text}",
        RegistryErrorCode.ReferencesTooMany => $"Invalid schema of type {e.Type.ToName()}, details: the schemas that it refers to are too many or too large: "
            + $"at most {RegistryLimits.MaxReferences} (MaxReferences), {RegistryLimits.MaxReferenceDepth} deep "
            + $"(MaxReferenceDepth), {RegistryLimits.MaxReferencedCharacters} characters (MaxReferencedCharacters)",
        RegistryErrorCode.ReferencesConflict =>
            $"Invalid schema of type {e.Type.ToName()}, details: Conflicting reference versions for {e.Text}",
        RegistryErrorCode.TooComplex or RegistryErrorCode.InvalidTags => e.Text,
        RegistryErrorCode.SenselessSchema => $"Invalid schema {e.Text}, details: {string.Join("; ", e.Problems)}",
        _ => $"Invalid schema of type {e.Type.ToName()}, details: {string.Join("; ", e.Problems)}",
    };

    /// <summary>
    /// Whether the API counts it among the faults of a schema that a verbose check answers with 200. That a comparison
    /// takes too long is no verdict on the schema.
    /// </summary>
    public static bool IsInvalidSchema(RegistryException e) =>
        e.Code != RegistryErrorCode.TooComplex && Find(e).Code == 42201;

    /// <summary>
    /// The default context is printed as nothing, which leaves two blanks; the global scope as <c>null</c>.
    /// </summary>
    private static string Scope(RegistryException e) =>
        $"Subject {(e.Subject == QualifiedSubject.Global ? "null" : e.Subject.ToString())} in context {e.Subject.DelimitedContext}";

    private static string Reason(RegistryException e) => $"{e.Text}: {string.Join(": ", e.Details)}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
