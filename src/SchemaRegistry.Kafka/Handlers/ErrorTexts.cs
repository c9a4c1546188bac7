namespace SchemaRegistry.Kafka.Handlers;

/// <summary>Keeps an error message within what an answer may carry.</summary>
internal static class ErrorTexts
{
    public static string Shorten(string text) => Prefix.Of(text, KafkaLimits.MaxErrorMessageChars);
}
