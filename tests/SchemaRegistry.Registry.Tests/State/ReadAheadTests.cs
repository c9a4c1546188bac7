using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Tests.State;

/// <summary>Reading a sequence ahead gives the sequence.</summary>
public sealed class ReadAheadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(100_000)]
    public void Items_come_all_and_in_order(int count)
    {
        using var ahead = new ReadAhead<int>(Enumerable.Range(0, count), "test");

        Assert.Equal(Enumerable.Range(0, count), ahead);
    }

    [Fact]
    public void What_the_source_throws_comes_out()
    {
        using var ahead = new ReadAhead<int>(Failing(), "test");

        var failure = Assert.Throws<IOException>(() => ahead.Count());

        Assert.Equal("gone", failure.Message);
        static IEnumerable<int> Failing()
        {
            yield return 1;
            throw new IOException("gone");
        }
    }

    [Fact]
    public void Disposing_ends_a_source_that_nobody_takes()
    {
        var isEnded = false;

        new ReadAhead<int>(Endless(), "test").Dispose();

        Assert.True(isEnded);
        IEnumerable<int> Endless()
        {
            try
            {
                while (true)
                    yield return 1;
            }
            finally
            {
                isEnded = true;
            }
        }
    }
}
