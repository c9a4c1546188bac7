namespace SchemaRegistry.Formats.Protobuf.Model;

/// <summary>A service. Members: <see cref="RpcElement"/>, <see cref="OptionElement"/>.</summary>
public sealed record ServiceElement : ContainerElement;

/// <summary>One method of a service.</summary>
public sealed record RpcElement : ProtoElement
{
    public required string Name { get; init; }

    public required RpcType Request { get; init; }

    public required RpcType Response { get; init; }

    /// <summary>The option statements of the block; empty also when there is no block.</summary>
    public IReadOnlyList<OptionElement> Options { get; init; } = [];

    /// <summary>Whether a block is written, perhaps an empty one: descriptors tell the two apart.</summary>
    public bool HasBlock { get; init; }
}

/// <summary>What stands in the parentheses of a method; the name as written.</summary>
public sealed record RpcType(string Name, bool IsStream) : ProtoElement;
