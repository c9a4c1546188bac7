using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Changes;

/// <summary>A content that is stored with the change that first uses it.</summary>
public sealed record NewContent(SchemaContent Content, string Text);
