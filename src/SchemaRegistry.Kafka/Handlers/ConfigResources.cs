using System.Globalization;
using SchemaRegistry.TopicLog;
using SchemaRegistry.TopicLog.Topics;

namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Finds what a resource of the config requests stands for.</summary>
internal static class ConfigResources
{
    private static readonly string OnlyBroker = BrokerScope.NodeId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null with the topic, or with none for the only broker; else why it is neither.</summary>
    public static AdminRefusal? Find(BrokerScope scope, sbyte type, string name, out Topic? topic)
    {
        topic = null;
        switch ((ConfigResourceType)type)
        {
            case ConfigResourceType.Topic when scope.Log.TryGet(name, out topic):
                return null;
            case ConfigResourceType.Topic when !TopicName.IsValid(name):
                return AdminRefusal.Of(LogError.InvalidTopicName, name);
            case ConfigResourceType.Topic:
                return AdminRefusal.Of(LogError.UnknownTopic, name);
            case ConfigResourceType.Broker:
                return IsThisBroker(name) ? null : Invalid(
                    $"There is no broker '{name}'; {BrokerScope.NodeId} is the only one, and an empty name stands for it.");
            case ConfigResourceType.BrokerLogger:
                return Invalid("The levels of this broker's loggers are set when it starts and are not listed here.");
            default:
                return Invalid($"Resources of type {type} have no settings here; topics (2) and the broker (4) do.");
        }
    }

    private static AdminRefusal Invalid(string reason) => new(ErrorCode.InvalidRequest, reason);

    private static bool IsThisBroker(string name) => name.Length == 0 || name == OnlyBroker;
}
