namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Keeps an error message within what an answer may carry.</summary>
internal static class ErrorTexts
{
    public static string Shorten(string text) =>
        text.Length <= KafkaLimits.MaxErrorMessageChars ? text : text[..KafkaLimits.MaxErrorMessageChars];
}
