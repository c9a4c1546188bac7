namespace SchemaRegistry.Kafka.Log;

/// <summary>Why something was refused: the code, and a sentence for the user.</summary>
public sealed record LogRefusal(ErrorCode Error, string Reason);
