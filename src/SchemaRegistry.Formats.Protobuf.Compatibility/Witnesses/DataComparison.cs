namespace SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;

/// <summary>
/// Finds what a reader has as something else than what was written. What it has no field for does not count: readers
/// may be older than writers.
/// </summary>
internal sealed class DataComparison(LinkedTypes reader)
{
    /// <summary>The numbers of the fields that lead to each difference, from the outermost on.</summary>
    public IEnumerable<IReadOnlyList<int>> Find(MessageValue written, MessageValue read, LinkedMessage type)
    {
        foreach (var (number, values) in written.Fields)
        {
            if (type.FindField(number) is not { } field)
                continue;
            var found = read.Fields.GetValueOrDefault(number) ?? [];
            if (found.Count != values.Count)
            {
                if (!IsAsGoodAsAbsent(values, found))
                    yield return [number];
                continue;
            }

            var inner = reader.MessageOf(field);
            foreach (var (value, other) in values.Zip(found))
            {
                foreach (var path in Find(value, other, inner))
                    yield return [number, .. path];
            }
        }
    }

    private static bool IsAsGoodAsAbsent(IReadOnlyList<DataValue> written, IReadOnlyList<DataValue> read) =>
        read.Count == 0 && written is [{ IsDefault: true }];

    private IEnumerable<IReadOnlyList<int>> Find(DataValue written, DataValue read, LinkedMessage? type) =>
        (written, read) switch
        {
            (MessageValue was, MessageValue now) when type is not null => Find(was, now, type),
            _ => AreEqual(written, read) ? [] : [[]],
        };

    /// <summary>
    /// The bytes of a message are what was written, too, as long as nobody takes them for text. Of messages with a form
    /// of their own nothing is known beside other messages.
    /// </summary>
    private static bool AreEqual(DataValue written, DataValue read) => (written, read) switch
    {
        (TextValue was, TextValue now) => was.Bytes.AsSpan().SequenceEqual(now.Bytes),
        (MessageValue or OwnFormValue, TextValue { IsString: false }) => true,
        (TextValue { IsString: false }, MessageValue or OwnFormValue) => true,
        (TextValue was, MessageValue or OwnFormValue) => was.Bytes.Length == 0,
        (OwnFormValue, MessageValue) or (MessageValue, OwnFormValue) => true,
        (OwnFormValue was, OwnFormValue now) => was.Type != now.Type || was.Json == now.Json,
        _ => written.Equals(read),
    };
}
