using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Linking.Options;

/// <summary>The options of one thing: what is written, and what they come to.</summary>
internal sealed class OptionBlock(OptionOwner owner, string scope, IReadOnlyList<OptionElement> options)
{
    public OptionOwner Owner { get; } = owner;

    /// <summary>The full name from whose surroundings names of extensions are looked up.</summary>
    public string Scope { get; } = scope;

    public IReadOnlyList<OptionElement> Options { get; } = options;

    /// <summary>The thing itself, or null for files and ranges.</summary>
    public Symbol? Symbol { get; init; }

    /// <summary>The options message as far as it is interpreted.</summary>
    public WireMessage Message { get; } = new();

    /// <summary>Which parts of <see cref="Message"/> have been set.</summary>
    public SetFields Set { get; } = new();
}
