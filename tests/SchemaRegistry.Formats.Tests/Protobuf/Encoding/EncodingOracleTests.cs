using Google.Protobuf;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Tests.Protobuf.Encoding.Samples;

namespace SchemaRegistry.Formats.Tests.Protobuf.Encoding;

/// <summary>Both directions against Google's own formatter, parser and generated classes, on random messages.</summary>
public sealed class EncodingOracleTests
{
    private const int Messages = 400;

    private static readonly JsonFormatter Formatter =
        new(new JsonFormatter.Settings(formatDefaultValues: false, SampleTypes.Registry));

    private static readonly Dictionary<string, MessageDescriptor> Types = new MessageDescriptor[]
    {
        Scalars.Descriptor, Optionals.Descriptor, Lists.Descriptor, Maps.Descriptor, Choices.Descriptor,
        WellKnown.Descriptor, ManyWellKnown.Descriptor, Legacy.Descriptor, Modern.Descriptor,
    }.ToDictionary(type => type.Name);

    public static TheoryData<string> Names => [.. Types.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Data_is_printed_as_Google_prints_it(string name)
    {
        var type = Types[name];
        var random = new RandomMessage(new Random(1));
        for (var round = 0; round < Messages; round++)
        {
            var message = random.Of(type);

            var json = Conversion.ToJson(SampleTypes.Find(type), message.ToByteArray());

            Assert.Equal(Conversion.Respell(Formatter.Format(message)), Conversion.Respell(json));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Defaults_are_printed_as_Google_prints_them(string name)
    {
        var type = Types[name];
        var random = new RandomMessage(new Random(2));
        var formatter = new JsonFormatter(new JsonFormatter.Settings(formatDefaultValues: true, SampleTypes.Registry));
        var options = new Formats.Protobuf.Encoding.ProtobufJsonOptions
        {
            DefaultFields = Formats.Protobuf.Encoding.DefaultFields.Print,
        };
        for (var round = 0; round < Messages / 5; round++)
        {
            var message = random.Of(type);

            var json = Conversion.ToJson(SampleTypes.Find(type), message.ToByteArray(), options);

            Assert.Equal(Conversion.Respell(formatter.Format(message)), Conversion.Respell(json));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_Google_prints_is_encoded_to_an_equal_message(string name)
    {
        var type = Types[name];
        var random = new RandomMessage(new Random(3));
        for (var round = 0; round < Messages; round++)
        {
            var message = random.Of(type);

            var bytes = Conversion.ToBytes(SampleTypes.Find(type), Formatter.Format(message));

            Assert.Equal(message, type.Parser.ParseFrom(bytes));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_we_print_is_encoded_to_an_equal_message(string name)
    {
        var type = Types[name];
        var random = new RandomMessage(new Random(4));
        for (var round = 0; round < Messages; round++)
        {
            var message = random.Of(type);
            var json = Conversion.ToJson(SampleTypes.Find(type), message.ToByteArray());

            var bytes = Conversion.ToBytes(SampleTypes.Find(type), json);

            Assert.Equal(message, type.Parser.ParseFrom(bytes));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Messages_one_after_the_other_are_one_as_Google_merges_them(string name)
    {
        var type = Types[name];
        var random = new RandomMessage(new Random(5));
        for (var round = 0; round < Messages; round++)
        {
            byte[] both = [.. random.Of(type).ToByteArray(), .. random.Of(type).ToByteArray()];
            var expected = Print(type.Parser.ParseFrom(both));

            var json = Conversion.ToJson(SampleTypes.Find(type), both);

            Assert.Equal(expected, json[0] == '!' ? null : Conversion.Respell(json));
        }
    }

    /// <summary>Null for what has no JSON: two durations make one whose parts have different signs.</summary>
    private static string? Print(IMessage message)
    {
        try
        {
            return Conversion.Respell(Formatter.Format(message));
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
