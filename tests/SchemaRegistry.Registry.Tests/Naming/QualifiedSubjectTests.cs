using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Registry.Tests.Naming;

public sealed class QualifiedSubjectTests
{
    [Theory]
    [InlineData("a", ".", "a", "a")]
    [InlineData(":.:a", ".", "a", "a")]
    [InlineData(":.ctx:a", ".ctx", "a", ":.ctx:a")]
    [InlineData(":.ctx:", ".ctx", "", ":.ctx:")]
    [InlineData(":.ctx", ".ctx", "", ":.ctx:")]
    [InlineData(":.:", ".", "", "")]
    [InlineData(":.ctx:a:b", ".ctx", "a:b", ":.ctx:a:b")]
    public void The_text_of_a_subject_tells_its_context(string text, string context, string name, string printed)
    {
        var subject = QualifiedSubject.Parse(text);

        Assert.Equal(new QualifiedSubject(context, name), subject);
        Assert.Equal(printed, subject.ToString());
    }

    [Theory]
    [InlineData(":*:", true, true)]
    [InlineData("", true, false)]
    [InlineData(":.c:", false, true)]
    [InlineData(":*:te", true, true)]
    [InlineData(":.c:x", false, false)]
    public void A_prefix_names_contexts_and_beginnings(string prefix, bool inDefault, bool inOther)
    {
        Assert.Equal(inDefault, SubjectPrefix.Parse(prefix).Matches(QualifiedSubject.Parse("test")));
        Assert.Equal(inOther, SubjectPrefix.Parse(prefix).Matches(QualifiedSubject.Parse(":.c:test")));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData(" LATEST ", -1)]
    [InlineData("-1", -1)]
    public void A_version_is_a_number_or_latest(string text, int number)
    {
        Assert.Equal(number, VersionSelector.Parse(text).Number ?? -1);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-2")]
    [InlineData("earliest")]
    [InlineData("2147483648")]
    public void Anything_else_is_no_version(string text)
    {
        Assert.Equal(
            RegistryErrorCode.InvalidVersion, Assert.Throws<RegistryException>(() => VersionSelector.Parse(text)).Code);
    }
}
