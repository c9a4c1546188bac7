namespace SchemaRegistry.Kafka.Wire;

/// <summary>A whole request, response, header or record. The last two have the API key −1.</summary>
public interface IWireMessage<TSelf> : IWireStruct<TSelf>
    where TSelf : class, IWireMessage<TSelf>
{
    static abstract short ApiKey { get; }

    static abstract short MinVersion { get; }

    static abstract short MaxVersion { get; }

    /// <summary>The first version with compact lengths and tag sections.</summary>
    static abstract short FirstFlexibleVersion { get; }
}
