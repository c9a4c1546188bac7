namespace SchemaRegistry.Kafka.Wire;

/// <summary>A generated class that reads and writes itself; the version decides which fields are there.</summary>
public interface IWireStruct<TSelf>
    where TSelf : class, IWireStruct<TSelf>
{
    static abstract TSelf Read(ref WireReader reader, short version);

    void Write(ref WireWriter writer, short version);
}
