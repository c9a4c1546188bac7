namespace SchemaRegistry.TopicLog.Topics;

/// <summary>What becomes of settings under names that are not in <see cref="TopicSettings.All"/>.</summary>
public enum UnknownSettings
{
    Refuse,

    /// <summary>They are kept and given back, and do nothing: scripts made for other brokers set such.</summary>
    Keep,
}
