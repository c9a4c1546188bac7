namespace SchemaRegistry.Formats.Protobuf.Linking;

/// <summary>
/// The rules about the paths in import statements, which name references and never files of a machine.
/// </summary>
internal static class ImportPaths
{
    public static string WhyNotFound(string path)
    {
        if (path.Length == 0)
            return "The path of the import is empty";
        if (path.StartsWith('/') || (path.Length > 1 && path[1] == ':'))
            return $"The import \"{path}\" is an absolute path; imports name references, by relative paths";
        if (path.Contains('\\', StringComparison.Ordinal) || path.Split('/').Any(part => part is "" or "." or ".."))
        {
            return $"The import \"{path}\" is not a plain path: backslashes, consecutive slashes, \".\" and \"..\" "
                + "are not allowed";
        }

        return $"The import \"{path}\" is not found: no reference has this name, and no built-in file; add a reference "
            + "with this name";
    }
}
