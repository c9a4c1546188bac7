using SchemaRegistry.Formats;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Client;

/// <summary>
/// A schema as it is sent to a registry or came from one. Immutable; equal when type, text and references are.
/// </summary>
/// <param name="Type">The schema language.</param>
/// <param name="Text">The schema's text in that language.</param>
public sealed record SchemaDefinition(SchemaType Type, string Text)
{
    /// <summary>The schemas that the text refers to, in the order in which they are sent; usually none.</summary>
    public IReadOnlyList<SchemaReference> References { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(SchemaDefinition? other) =>
        other is not null && Type == other.Type && Text == other.Text && References.SequenceEqual(other.References);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Text, References.Count);
}
