namespace SchemaRegistry.TopicLog.Topics;

/// <summary>What a setting's value is; the numbers are those of DescribeConfigs (KIP-569).</summary>
public enum SettingKind : sbyte
{
    Boolean = 1,
    Text = 2,
    Integer = 3,
    Long = 5,
    Double = 6,

    /// <summary>Values with commas between them; AppendConfig and SubtractConfig work on these only.</summary>
    List = 7,
}
