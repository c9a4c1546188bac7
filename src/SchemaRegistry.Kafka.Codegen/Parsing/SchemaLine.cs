namespace SchemaRegistry.Kafka.Codegen.Parsing;

/// <summary>One line that says something: its depth (two blanks a level) and its words.</summary>
internal sealed record SchemaLine(string File, int Number, int Depth, string[] Words)
{
    public SchemaTextException Problem(string problem) => new(File, Number, problem);

    /// <summary>All lines of a text that are neither empty nor comments.</summary>
    public static List<SchemaLine> Split(string file, string text)
    {
        var lines = new List<SchemaLine>();
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.TrimEnd();
            if (line.Length == 0 || line.TrimStart().StartsWith('#'))
                continue;

            var indent = line.Length - line.TrimStart(' ').Length;
            if (indent % 2 != 0)
                throw new SchemaTextException(file, number, "indent by two blanks a level");

            lines.Add(new SchemaLine(file, number, indent / 2, line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }

        return lines;
    }
}
