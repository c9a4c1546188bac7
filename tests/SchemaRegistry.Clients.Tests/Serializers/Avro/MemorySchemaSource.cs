using SchemaRegistry.Client;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Serializers.Avro;
using SchemaRegistry.Serializers.Avro.Codecs;
using SchemaRegistry.Serializers.Avro.Plans;

namespace SchemaRegistry.Clients.Tests.Serializers.Avro;

/// <summary>A registry in memory that counts how often it is asked.</summary>
internal sealed class MemorySchemaSource : ISchemaSource
{
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _latest = [];

    public int Calls { get; private set; }

    public List<string> Subjects { get; } = [];

    public static Guid GuidOf(int id) => new($"89791762-2336-4186-9674-299b90a80{id:x3}");

    /// <summary>Registers a text, with the id of its place: 1, 2, 3 …</summary>
    public int Add(string subject, string text)
    {
        if (!_texts.Contains(text))
            _texts.Add(text);
        return _latest[subject] = _texts.IndexOf(text) + 1;
    }

    public async ValueTask<TargetSchema> ResolveAsync(
        string subject, string text, SchemaSelection selection, CancellationToken cancellationToken)
    {
        await Answer(cancellationToken);
        Subjects.Add(subject);
        var id = selection switch
        {
            SchemaSelection.AutoRegister => Add(subject, text),
            SchemaSelection.LookUp => _texts.IndexOf(text) + 1,
            SchemaSelection.Pinned pinned => pinned.Id,
            _ => _latest[subject],
        };

        return new TargetSchema(id, GuidOf(id), Parse(id));
    }

    public async ValueTask<AvroParsedSchema> GetAsync(
        SchemaKey key, string? subject, CancellationToken cancellationToken)
    {
        await Answer(cancellationToken);
        var id = key.IsGuid ? Enumerable.Range(1, _texts.Count).First(id => GuidOf(id) == key.Guid) : key.Id;
        return Parse(id);
    }

    private AvroParsedSchema Parse(int id) =>
        id > 0 && id <= _texts.Count
            ? ApacheSchemas.Parse(_texts[id - 1])
            : throw new AvroSerializationException($"Schema {id} not found.");

    private async Task Answer(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Calls++;
        await Task.Yield();
    }
}
