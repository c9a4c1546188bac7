using SchemaRegistry.Formats;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Tests.State;

public sealed class SubjectStateTests
{
    private static readonly SchemaContent Content = new(1, Guid.Empty, SchemaType.Avro, [], null, null, 0);

    /// <summary>
    /// Random changes beside a plain sorted map, over several chunks; nothing that was seen before changes.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_subject_is_a_sorted_map_of_versions_whose_past_stays(int seed)
    {
        var random = new Random(seed);
        var model = new SortedDictionary<int, SubjectVersion>();
        var state = SubjectState.Empty;
        var past = new List<(SubjectState State, List<SubjectVersion> Expected)>();
        for (var step = 0; step < 1500; step++)
        {
            var number = random.Next(4) == 0 ? random.Next(1, 400) : state.HighestVersion + 1;
            if (random.Next(6) == 0)
            {
                var gone = random.Next(3) == 0 ? state.HighestVersion : number;
                model.Remove(gone);
                state = state.Without(gone);
            }
            else
            {
                model[number] = Version(number, id: random.Next(50), isDeleted: random.Next(3) == 0);
                state = state.With(model[number]);
            }

            Check(state, [.. model.Values]);
            if (step % 100 == 0)
                past.Add((state, [.. model.Values]));
        }

        foreach (var (then, expected) in past)
            Check(then, expected);
    }

    [Fact]
    public void Versions_that_are_added_in_place_are_those_that_are_added()
    {
        var state = SubjectState.Empty.With(Version(3, 1));
        Assert.False(state.TryAddInPlace(Version(2, 1)));
        Assert.False(state.TryAddInPlace(Version(3, 1)));
        for (var number = 4; number <= 200; number++)
            Assert.True(state.TryAddInPlace(Version(number, number, isDeleted: number == 200)));

        var next = state.With(Version(201, 1)).Without(3);

        Assert.Equal(Enumerable.Range(3, 198), state.Versions.Select(version => version.Version));
        Assert.Equal(199, state.Latest!.Version);
        Assert.Equal(Enumerable.Range(4, 198), next.Versions.Select(version => version.Version));
        Assert.Equal(201, next.Latest!.Version);
        Assert.Empty(SubjectState.Empty.Versions);
    }

    private static void Check(SubjectState state, List<SubjectVersion> expected)
    {
        Assert.Equal(expected, state.Versions);
        Assert.Equal(expected.Count, state.Versions.Count);
        Assert.Equal(expected.LastOrDefault(version => !version.IsDeleted), state.Latest);
        Assert.Equal(expected.LastOrDefault()?.Version ?? 0, state.HighestVersion);
        Assert.Equal(expected.Find(version => version.Version == 7), state.Find(7));
        Assert.Equal(expected.FindLast(version => version.Id == 7), state.FindLast(7));
    }

    private static SubjectVersion Version(int number, int id, bool isDeleted = false) =>
        new(number, id, Content, isDeleted, 0);
}
