using Google.Protobuf.Reflection;

namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>An enum: names to numbers with all aliases, numbers to the first name. Immutable.</summary>
internal sealed class EnumPlan
{
    private const string NullValueName = "google.protobuf.NullValue";

    private readonly Dictionary<int, byte[]> _nameByNumber = [];

    public EnumPlan(string fullName, EnumDescriptorProto source, bool isClosed)
    {
        FullName = fullName;
        IsClosed = isClosed;
        IsNullValue = fullName == NullValueName;
        var names = new List<(byte[], int)>(source.Value.Count);
        foreach (var value in source.Value)
        {
            var utf8 = System.Text.Encoding.UTF8.GetBytes(value.Name);
            names.Add((utf8, value.Number));
            _nameByNumber.TryAdd(value.Number, utf8);
        }

        Names = new NameTable(names);
        First = source.Value.Count == 0 ? 0 : source.Value[0].Number;
    }

    public string FullName { get; }

    /// <summary>Numbers without a name are no values of the field but unknown data.</summary>
    public bool IsClosed { get; }

    /// <summary>Its one value is JSON's null.</summary>
    public bool IsNullValue { get; }

    public NameTable Names { get; }

    /// <summary>The number of the first value, which an absent field has.</summary>
    public int First { get; }

    public bool Accepts(int number) => !IsClosed || _nameByNumber.ContainsKey(number);

    public byte[]? FindName(int number) => _nameByNumber.GetValueOrDefault(number);
}
