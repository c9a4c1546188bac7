namespace SchemaRegistry.Formats.Protobuf.Linking.Options;

/// <summary>
/// Which fields of an options message are set, and which fields below those: a field that is not repeated can be set
/// once, also when one option sets it inside an aggregate and another by its path.
/// </summary>
internal sealed class SetFields
{
    private readonly Dictionary<int, SetFields> _fields = [];

    /// <summary>Marks the end of a path as set; false when it was before and may be only once.</summary>
    public bool TrySet(IReadOnlyList<int> path, bool isRepeated, WireField value)
    {
        var fields = this;
        for (var i = 0; i < path.Count - 1; i++)
            fields = fields.Enter(path[i]);
        if (!isRepeated && fields._fields.ContainsKey(path[^1]))
            return false;
        var below = fields.Enter(path[^1]);
        if (!isRepeated)
            below.AddAll(value.Message);
        return true;
    }

    private SetFields Enter(int number)
    {
        if (!_fields.TryGetValue(number, out var below))
            _fields[number] = below = new SetFields();
        return below;
    }

    private void AddAll(WireMessage? message)
    {
        foreach (var field in message?.Fields ?? [])
            Enter(field.Number).AddAll(field.Message);
    }
}
