using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Registry.Changes;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Registry.State;
using SchemaRegistry.Storage.Sqlite;

namespace SchemaRegistry.Benchmarks.Starting;

/// <summary>
/// Fills a database through the store, as the registry would have: every version with a schema of its own, ids in the
/// order of registration, subjects by turns.
/// </summary>
internal static class SeededRegistry
{
    private const int Batch = 5000;
    private const int MaxAddedFields = 10;
    private const string Doc = ",\"doc\":\"{0}\"";
    private const long FirstTimestamp = 1_750_000_000_000;

    public static void Write(string path, RegistryShape shape)
    {
        using var store = SqliteRegistryStore.Open(path);
        var contents = new List<NewContent>();
        var changes = new List<RegistryChange>();
        for (var number = 1; number <= shape.Versions; number++)
        {
            var (subject, version) = ((number - 1) % shape.Subjects, ((number - 1) / shape.Subjects) + 1);
            contents.Add(CreateContent(number, CreateText(subject, version, shape.TextBytes)));
            var (name, time) = (Subject(subject), FirstTimestamp + number);
            changes.Add(new RegistryChange(
                number, ChangeKind.VersionAdded, name, version, number, number, null, time));
            if (changes.Count < Batch && number < shape.Versions)
                continue;
            store.Commit(contents, changes);
            contents.Clear();
            changes.Clear();
        }
    }

    public static QualifiedSubject Subject(int index) =>
        new(QualifiedSubject.DefaultContext, $"com.example.team-{index % 97}.orders-{index}-value");

    private static NewContent CreateContent(int number, string text)
    {
        if (!AvroFormat.Instance.Parse(text, ReferenceSet.Empty, SchemaParsing.New).TryGetSchema(out var parsed, out _))
            throw new InvalidOperationException($"The seed is no schema: {text}");
        var identity = SchemaIdentity.Compute(parsed.CanonicalText, [], null, null);
        var content = new SchemaContent(number, identity, SchemaType.Avro, [], null, null, parsed.EquivalenceKey);
        return new NewContent(content, parsed.CanonicalText);
    }

    /// <summary>
    /// Each version has a field that the one before did not have, and at most ten of these; a doc fills up what is
    /// left.
    /// </summary>
    public static string CreateText(int subject, int version, int bytes)
    {
        var text = SampleSchema.Create($"Order{subject}");
        var count = Math.Min(version, MaxAddedFields);
        var added = string.Concat(Enumerable.Range(version - count + 1, count).Select(
            number => $$$""",{"name":"added{{{number}}}","type":["null","string"],"default":null}"""));
        var doc = new string('d', Math.Max(0, bytes - text.Length - added.Length - Doc.Length));
        return $"{text[..^2]}{added}]{string.Format(null, Doc, doc)}}}";
    }
}
