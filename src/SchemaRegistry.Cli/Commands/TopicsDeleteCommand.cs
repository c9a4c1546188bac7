using System.CommandLine;
using SchemaRegistry.Cli.Admin;
using SchemaRegistry.Cli.Output;
using SchemaRegistry.Cli.Topics;

namespace SchemaRegistry.Cli.Commands;

/// <summary><c>topics delete NAME…</c>.</summary>
internal static class TopicsDeleteCommand
{
    public static Command Create()
    {
        var names = new Argument<string[]>("NAME") { Description = "The topics.", Arity = ArgumentArity.OneOrMore };
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var output = OutputOption.Create();
        var bootstrap = Connections.Bootstrap();
        var command = new Command("delete", "Delete topics with all their records.") { names, yes, output, bootstrap };
        command.SetAction(async (result, cancellationToken) =>
        {
            string[] topics = [.. result.GetValue(names)!.Distinct()];
            if (!result.GetValue(yes))
                Confirmation.OnConsole().Require($"Delete {string.Join(", ", topics)} with all records?");
            using var admin = KafkaAdmin.Open(result.GetValue(bootstrap)!);
            var reports = await new TopicAdmin(admin).DeleteAsync(topics, cancellationToken);
            var deletions = new Deletions("topic");
            foreach (var (topic, error) in reports.Select(report => (report.Topic, report.Error)))
                deletions.Add(topic, error.IsError ? AdminErrors.OfTopic(topic, error) : null);
            return deletions.Write(result.GetValue(output));
        });
        return command;
    }
}
