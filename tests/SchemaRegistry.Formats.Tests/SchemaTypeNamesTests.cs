using SchemaRegistry.Formats;

namespace SchemaRegistry.Formats.Tests;

public sealed class SchemaTypeNamesTests
{
    [Fact]
    public void The_name_of_a_type_is_case_sensitive()
    {
        Assert.True(SchemaTypeNames.TryParse("AVRO", out var type));
        Assert.Equal(SchemaType.Avro, type);
        Assert.False(SchemaTypeNames.TryParse("avro", out _));
    }
}
