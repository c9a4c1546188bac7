using System.CommandLine;
using SchemaRegistry.Cli.Input;
using SchemaRegistry.Cli.Produce;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>produce TOPIC --input FILE</c>.</summary>
internal static class ProduceCommand
{
    public static Command Create()
    {
        var topic = new Argument<string>("TOPIC") { Description = "The topic." };
        var input = new Option<string>("--input") { Description = "JSON lines, a JSON array, or CSV; - for standard input.", Required = true };
        var records = new Option<string?>("--records") { Description = "JSON pointer to the array of rows in one object, such as /features." };
        var inputFormat = new Option<InputFormat?>("--input-format") { Description = "json or csv. [default: by the file's name]" };
        var format = SchemaFormatOption.Create(
            "The language of the schema. [default: by the file's name; avro for a derived one]");
        var schema = new Option<string?>("--schema")
        {
            Description = "Schema of the rows. Without it one is derived: numbers as narrow as all rows allow, null or absent makes a "
                + "member optional; dates stay texts; of CSV only what prints the same is taken for a number.",
        };
        var message = new Option<string?>("--message")
        {
            Description = "Full name of the Protobuf message that rows are. [default: the first of the schema]",
        };
        var references = Connections.References();
        var sample = new Option<long?>("--sample") { Description = "Rows to derive from. [default: all]" };
        var key = new Option<string?>("--key") { Description = "The member of a row whose value becomes the record's key." };
        var onError = new Option<RowErrors>("--on-error")
        {
            Description = "stop or continue when a row does not fit.",
            DefaultValueFactory = _ => RowErrors.Stop,
        };
        var registry = Connections.Registry();
        var bootstrap = Connections.Bootstrap();
        var command = new Command("produce", "Send rows of a file to a topic, with their schema registered.")
        {
            topic, input, records, inputFormat, format, schema, message, references, sample, key, onError,
            registry, bootstrap,
        };
        command.SetAction((result, cancellationToken) => ProduceRun.RunAsync(
            new ProduceOptions(
                result.GetValue(topic)!,
                new InputOptions(result.GetValue(input)!, result.GetValue(records), result.GetValue(inputFormat)),
                result.GetValue(registry)!,
                result.GetValue(bootstrap)!)
            {
                Format = result.GetValue(format),
                SchemaPath = result.GetValue(schema),
                Message = result.GetValue(message),
                References = result.GetValue(references) ?? [],
                Sample = result.GetValue(sample),
                Key = result.GetValue(key),
                OnError = result.GetValue(onError),
            },
            cancellationToken));
        return command;
    }
}
