using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Compatibility.Changes;

/// <summary>
/// What is different between two records: fields are the same by name, or by an alias of either side that names the
/// other.
/// </summary>
internal sealed class RecordChanges(ChangeNotes notes, Action<AvroSchema, AvroSchema, PairPath> visit)
{
    public void Compare(RecordSchema old, RecordSchema updated, PairPath at)
    {
        notes.Named(old, updated, at);
        notes.Value("ROLE_CHANGED", RoleOf(old), RoleOf(updated), at.Then("type"));
        var origins = FindOrigins(old, updated);
        var fields = at.Then("fields");
        foreach (var field in old.Fields.Except(origins.Values))
        {
            var path = fields.Old.Then(field.Position);
            notes.Removed("FIELD_REMOVED", path, Show(field), forwardAt: $"{path}");
        }

        foreach (var field in updated.Fields)
        {
            var path = fields.New.Then(field.Position);
            if (origins.TryGetValue(field, out var origin))
                Compare(origin, field, fields.Then(origin.Position, field.Position));
            else
                notes.Added("FIELD_ADDED", path, Show(field), backwardAt: $"{path}");
        }

        var order = updated.Fields.Where(origins.ContainsKey).Select(field => origins[field].Position);
        if (!ChangeNotes.IsAscending(order))
            notes.Value("FIELDS_REORDERED", Names(old), Names(updated), fields);
    }

    /// <summary>The old field of each new one that has one.</summary>
    private static Dictionary<RecordField, RecordField> FindOrigins(RecordSchema old, RecordSchema updated)
    {
        var origins = new Dictionary<RecordField, RecordField>();
        var taken = new HashSet<RecordField>();
        foreach (var field in updated.Fields)
        {
            if (old.Field(field.Name) is { } same && taken.Add(same))
                origins.Add(field, same);
        }

        var byAlias = new Dictionary<string, RecordField>();
        foreach (var field in old.Fields)
        {
            foreach (var alias in field.Aliases)
                byAlias.TryAdd(alias, field);
        }

        foreach (var field in updated.Fields.Where(field => !origins.ContainsKey(field)))
        {
            var origin = field.Aliases.Select(old.Field).FirstOrDefault(found => found is not null)
                ?? byAlias.GetValueOrDefault(field.Name);
            if (origin is not null && taken.Add(origin))
                origins.Add(field, origin);
        }

        return origins;
    }

    private void Compare(RecordField old, RecordField updated, PairPath at)
    {
        notes.RuledValue("FIELD_RENAMED", old.Name, updated.Name, at);
        notes.Value("DOC_CHANGED", old.Doc, updated.Doc, at.Then("doc"));
        notes.Value("DEFAULT_CHANGED", TypeText.Of(old.Default), TypeText.Of(updated.Default), at.Then("default"));
        notes.Value("ORDER_CHANGED", NameOf(old.Order), NameOf(updated.Order), at.Then("order"));
        notes.Aliases(old.Aliases, updated.Aliases, at);
        notes.Attributes(old.Properties, updated.Properties, at);
        visit(old.Type, updated.Type, at.Then("type"));
    }

    private static string Show(RecordField field) =>
        $"{field.Name}: {TypeText.Of(field.Type)}"
        + (TypeText.Of(field.Default) is { } value ? $" = {value}" : "");

    private static string Names(RecordSchema record) => string.Join(", ", record.Fields.Select(field => field.Name));

    private static string RoleOf(RecordSchema record) => record.Role == RecordRole.Error ? "error" : "record";

    private static string NameOf(FieldOrder order) => order.ToString().ToLowerInvariant();
}
