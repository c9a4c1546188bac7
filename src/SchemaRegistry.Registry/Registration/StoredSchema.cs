using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>A version with its text.</summary>
public sealed record StoredSchema(QualifiedSubject Subject, SubjectVersion Version, string Text);

/// <summary>
/// What became of a registration. <paramref name="IsNew"/> is false when the subject had the schema already.
/// </summary>
public sealed record RegisterAnswer(StoredSchema Schema, bool IsNew);
