namespace SchemaRegistry.Formats.Protobuf.Model;

/// <summary>The dialects of the language, oldest first.</summary>
public enum ProtoEdition
{
    Proto2,
    Proto3,
    Edition2023,
    Edition2024,
}

/// <summary>How a file names its dialect.</summary>
public static class ProtoEditionNames
{
    /// <summary>The values that may follow a keyword, for messages.</summary>
    public static string KnownValues(SyntaxKeyword keyword) =>
        keyword == SyntaxKeyword.Edition ? "\"2023\" and \"2024\"" : "\"proto2\" and \"proto3\"";

    public static bool TryParse(SyntaxKeyword keyword, string value, out ProtoEdition edition)
    {
        (var known, edition) = (keyword, value) switch
        {
            (SyntaxKeyword.Syntax, "proto2") => (true, ProtoEdition.Proto2),
            (SyntaxKeyword.Syntax, "proto3") => (true, ProtoEdition.Proto3),
            (SyntaxKeyword.Edition, "2023") => (true, ProtoEdition.Edition2023),
            (SyntaxKeyword.Edition, "2024") => (true, ProtoEdition.Edition2024),
            _ => (false, default),
        };
        return known;
    }
}
