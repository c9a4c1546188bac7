using SchemaRegistry.Kafka.Codegen.Emission;
using SchemaRegistry.Kafka.Codegen.Model;
using SchemaRegistry.Kafka.Codegen.Parsing;

namespace SchemaRegistry.Kafka.Codegen;

/// <summary>Turns a folder of schema texts into C# files, one per message.</summary>
public static class MessageGenerator
{
    /// <summary>All messages of the folder, by file name and then in the order of the text.</summary>
    public static IReadOnlyList<(string SourceFile, MessageSchema Message)> Load(string schemaFolder)
    {
        var messages = new List<(string, MessageSchema)>();
        foreach (var path in Directory.GetFiles(schemaFolder, "*.txt").Order(StringComparer.Ordinal))
        {
            var file = Path.GetFileName(path);
            foreach (var message in SchemaTextParser.Parse(file, File.ReadAllText(path)))
                messages.Add((file, message));
        }

        return messages;
    }

    /// <summary>File name to file text of everything that the folder generates.</summary>
    public static IReadOnlyDictionary<string, string> Generate(string schemaFolder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (sourceFile, message) in Load(schemaFolder))
            files.Add($"{message.Name}.g.cs", MessageEmitter.Emit(message, sourceFile));

        return files;
    }
}
