using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Dialects;

/// <summary>The URIs by which <c>$vocabulary</c> lists groups of keywords.</summary>
internal static class VocabularyNames
{
    /// <summary>The groups of a list; those that this project does not know count for nothing.</summary>
    public static Vocabularies Read(SchemaValue listed)
    {
        var found = Vocabularies.Core;
        foreach (var member in listed.Members)
            found |= Find(member.Key, isRequired: member.Value.Kind == SchemaValueKind.True);
        return found;
    }

    private static Vocabularies Find(string uri, bool isRequired)
    {
        var isOld = uri.StartsWith("https://json-schema.org/draft/2019-09/vocab/", StringComparison.Ordinal);
        if (!isOld && !uri.StartsWith("https://json-schema.org/draft/2020-12/vocab/", StringComparison.Ordinal))
            return Vocabularies.Core;
        return uri[(uri.LastIndexOf('/') + 1)..] switch
        {
            // 2019-09 has the unevaluated keywords among its applicators.
            "applicator" => isOld ? Vocabularies.Applicator | Vocabularies.Unevaluated : Vocabularies.Applicator,
            "unevaluated" => Vocabularies.Unevaluated,
            "validation" => Vocabularies.Validation,
            "format-assertion" => Vocabularies.FormatAssertion,
            "format" when isRequired => Vocabularies.FormatAssertion,
            _ => Vocabularies.Core,
        };
    }
}
