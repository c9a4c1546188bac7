using SchemaRegistry.Kafka.Codegen;

namespace SchemaRegistry.TopicLog.Tests.Messages;

public sealed class RegenerationTests
{
    [Fact]
    public void The_generator_writes_exactly_the_files_that_are_checked_in()
    {
        var generated = MessageGenerator.Generate(KnownMessages.SchemaFolder);

        var checkedIn = Directory.GetFiles(KnownMessages.GeneratedFolder, "*.g.cs")
            .ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
        Assert.Equal(generated.Keys.Order(StringComparer.Ordinal), checkedIn.Keys.Order(StringComparer.Ordinal));
        Assert.All(generated, file => Assert.Equal(file.Value, checkedIn[file.Key]));
    }
}
