using SchemaRegistry.Kafka.Wire;

namespace SchemaRegistry.Kafka;

/// <summary>
/// What all connections of a broker may hold together. With it a broker's memory is bounded by
/// <see cref="KafkaLimits.FrameBudgetBytes"/> + <see cref="KafkaLimits.LargeFrameBudgetBytes"/>
/// + <see cref="KafkaLimits.AnswerBudgetBytes"/> + <see cref="KafkaLimits.FetchBudgetBytes"/>
/// + <see cref="KafkaLimits.FetchOverdraftBytes"/>, and for each connection what the transport buffers
/// + <see cref="KafkaLimits.SendChunkBytes"/> + <see cref="KafkaLimits.UncountedFrameBytes"/>
/// + <see cref="KafkaLimits.CrowdedAnswerBytes"/>.
/// </summary>
internal sealed class BrokerMemory
{
    /// <summary>Request frames in assembly, each with its first mebibyte at most.</summary>
    public ByteBudget Frames { get; } = new(KafkaLimits.FrameBudgetBytes);

    /// <summary>
    /// Request frames of more than a mebibyte, from when that much of them has arrived: whoever takes part of this
    /// budget waits for no other, so that those who wait for it always get on.
    /// </summary>
    public ByteBudget LargeFrames { get; } = new(KafkaLimits.LargeFrameBudgetBytes);

    /// <summary>Encoded answers, and what waiting requests need to make theirs.</summary>
    public ByteBudget Answers { get; } = new(KafkaLimits.AnswerBudgetBytes);

    /// <summary>Record bytes of fetch answers, until they have been handed to the transport.</summary>
    public ByteBudget Records { get; } = new(KafkaLimits.FetchBudgetBytes);
}
