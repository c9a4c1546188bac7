using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Linking.Symbols;

/// <summary>A service.</summary>
internal sealed class ServiceSymbol(
    string fullName, LinkedFile file, TextPlace place, ServiceDescriptorProto proto) : Symbol(fullName, file, place)
{
    public ServiceDescriptorProto Proto { get; } = proto;

    public List<MethodSymbol> Methods { get; } = [];
}

/// <summary>A method of a service.</summary>
internal sealed class MethodSymbol(
    string fullName, LinkedFile file, RpcElement element, MethodDescriptorProto proto)
    : Symbol(fullName, file, element.Place)
{
    public RpcElement Element { get; } = element;

    public MethodDescriptorProto Proto { get; } = proto;
}
