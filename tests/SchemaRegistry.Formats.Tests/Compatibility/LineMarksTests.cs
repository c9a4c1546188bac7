using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Tests.Compatibility;

/// <summary>Lines and columns in long texts; the figures are counted by hand.</summary>
public sealed class LineMarksTests
{
    [Fact]
    public void Places_on_a_long_line_of_characters_of_several_bytes_are_found_in_any_order()
    {
        // 3,000 characters of 1, 2, 3 and 4 bytes each: 30,000 bytes, and 15,000 characters in UTF-16.
        var text = string.Concat(Enumerable.Repeat("aé€😀", 3_000));
        var marks = new LineMarks(System.Text.Encoding.UTF8.GetBytes($"\n{text}\n\n{text}!"));

        Assert.Equal((4, 15_001), marks.Find(1 + 30_000 + 2 + 30_000));
        Assert.Equal((2, 1), marks.Find(1));
        Assert.Equal((2, 5_003), marks.Find(1 + 10_000 + 3));
        Assert.Equal((1, 1), marks.Find(0));
        Assert.Equal((3, 1), marks.Find(1 + 30_000 + 1));
        Assert.Equal((4, 10_004), marks.Find(1 + 30_000 + 2 + 20_000 + 6));
    }

    [Theory]
    [InlineData(4_095)]
    [InlineData(4_096)]
    [InlineData(4_097)]
    [InlineData(8_192)]
    public void The_end_of_a_text_of_any_length_is_found(int length)
    {
        Assert.Equal((1, length + 1), new LineMarks(new byte[length]).Find(length));
    }
}
