using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Parsing;

/// <summary>Reads services.</summary>
internal sealed class ServiceParser(TokenReader tokens, OptionParser options)
{
    public ServiceElement Read()
    {
        tokens.Take("service");
        var place = tokens.Current.Place;
        var name = tokens.TakeWord("the name of the service");
        var members = tokens.TakeBlock("the service", ReadStatement);
        return new ServiceElement { Name = name, Members = members, Place = place };
    }

    private ProtoElement ReadStatement() => tokens.IsAt("option") ? options.ReadStatement() : ReadRpc();

    private RpcElement ReadRpc()
    {
        tokens.Take("rpc");
        var place = tokens.Current.Place;
        var name = tokens.TakeWord("the name of the method");
        var request = ReadType();
        tokens.Take("returns");
        var response = ReadType();
        var hasBlock = tokens.IsAt("{");
        return new RpcElement
        {
            Name = name,
            Request = request,
            Response = response,
            Options = ReadOptions(),
            HasBlock = hasBlock,
            Place = place,
        };
    }

    private RpcType ReadType()
    {
        tokens.Take("(");
        var isStream = tokens.TryTake("stream");
        var place = tokens.Current.Place;
        var name = tokens.TakeMessageName();
        tokens.Take(")");
        return new RpcType(name, isStream) { Place = place };
    }

    private List<OptionElement> ReadOptions()
    {
        if (tokens.IsAt("{"))
            return tokens.TakeBlock("the method", options.ReadStatement);
        tokens.Take(";");
        return [];
    }
}
