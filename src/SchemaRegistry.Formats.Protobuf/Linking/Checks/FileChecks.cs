namespace SchemaRegistry.Formats.Protobuf.Linking.Checks;

/// <summary>All rules that are checked when the types, options and features of a file are known.</summary>
internal static class FileChecks
{
    public static void Check(LinkedFile file, LinkProblems problems)
    {
        new MessageChecks(file, problems).Check();
        new EnumChecks(file, problems).Check();
        new FieldChecks(file, problems).Check();
        new JsonNameChecks(file, problems).Check();
        new NamingStyleChecks(file, problems).Check();
        new DeclarationChecks(file, problems).Check();
        Dialects.Check(file, problems);
        Visibility.CheckFile(file, problems);
    }
}
