namespace SchemaRegistry.EndToEnd.Tests.Architecture;

public sealed class DependencyTests
{
    public static TheoryData<string> Projects =>
        [.. ProjectFile.AllIn("src").Concat(ProjectFile.AllIn("clients")).Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_table_allows(string name)
    {
        var project = ProjectFile.AllIn("src").Concat(ProjectFile.AllIn("clients")).Single(file => file.Name == name);
        var table = DependencyTable.Read();

        Assert.True(table.TryGetValue(name, out var allowed), $"{name} is not in the table of src/README.md.");
        Assert.Empty(project.Projects.Except(allowed.Projects));
        Assert.Empty(project.Packages.Except(allowed.Packages));
    }

    [Fact]
    public void The_table_names_no_project_that_is_gone()
    {
        var projects = ProjectFile.AllIn("src").Concat(ProjectFile.AllIn("clients")).Select(project => project.Name);

        Assert.Empty(DependencyTable.Read().Keys.Except(projects));
    }

    [Fact]
    public void A_project_is_named_after_what_it_is()
    {
        string[] banned = ["Core", "Common", "Shared", "Domain", "Infrastructure", "Services", "Helpers", "Utils"];

        var offenders = ProjectFile.AllIn("src")
            .Concat(ProjectFile.AllIn("clients"))
            .Where(project => project.Name.Split('.').Intersect(banned).Any());

        Assert.Empty(offenders.Select(project => project.Name));
    }
}
