using SchemaRegistry.Kafka.Codegen;

// Usage: SchemaRegistry.Kafka.Codegen SCHEMA-FOLDER OUTPUT-FOLDER. Writes every *.g.cs of the output folder,
// which is src/SchemaRegistry.Kafka.Wire/Messages, anew.
if (args.Length != 2 || !Directory.Exists(args[0]) || !Directory.Exists(args[1]))
{
    Console.Error.WriteLine("Usage: SchemaRegistry.Kafka.Codegen SCHEMA-FOLDER OUTPUT-FOLDER (both must exist)");
    return 2;
}

var files = MessageGenerator.Generate(args[0]);
foreach (var stale in Directory.GetFiles(args[1], "*.g.cs").Where(path => !files.ContainsKey(Path.GetFileName(path))))
    File.Delete(stale);

foreach (var (name, text) in files)
    File.WriteAllText(Path.Combine(args[1], name), text);

Console.WriteLine($"{files.Count} messages written to {args[1]}");
return 0;
