using System.Text.Json;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Parsing;

/// <summary>An array or object whose end has not been read yet.</summary>
internal sealed class OpenJson(JsonTokenType start, int position)
{
    private readonly List<AvroJson> _items = [];
    private readonly List<KeyValuePair<string, AvroJson>> _members = [];
    private Dictionary<string, int>? _placeByKey;

    /// <summary>The key of the value that is read next, in an object.</summary>
    public string Key { get; set; } = "";

    public void Add(AvroJson value)
    {
        if (start == JsonTokenType.StartArray)
        {
            _items.Add(value);
            return;
        }

        _placeByKey ??= [];
        var member = KeyValuePair.Create(Key, value);
        if (_placeByKey.TryAdd(Key, _members.Count))
            _members.Add(member);
        else
            _members[_placeByKey[Key]] = member;
    }

    public AvroJson Close() => start == JsonTokenType.StartArray
        ? AvroJson.Array(_items, position)
        : AvroJson.Object(_members, position);
}
