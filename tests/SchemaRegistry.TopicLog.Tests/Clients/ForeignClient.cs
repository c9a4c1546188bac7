using System.Diagnostics;
using SchemaRegistry.TestKit;

namespace SchemaRegistry.TopicLog.Tests.Clients;

/// <summary>A Kafka client that is no .NET library: a driver in its own language, and what it can not do.</summary>
/// <param name="Name">Also the client id that its driver uses.</param>
/// <param name="Version">The one that the tables of API versions were made with.</param>
/// <param name="Driver">A file in the folder <c>Drivers</c>.</param>
internal sealed record ForeignClient(string Name, string Version, string Driver)
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Whether its administration can delete groups.</summary>
    public bool DeletesGroups { get; init; } = true;

    public ProcessStartInfo Start(string bootstrap)
    {
        var packages = Repository.File("tests/.packages/node_modules");
        var interpreter = Driver.EndsWith(".mjs", StringComparison.Ordinal) ? $"{packages}/.bin/node" : Python;
        if (!File.Exists(interpreter))
            Assert.Skip($"{interpreter}, which runs {Name}, is not installed (tests/run.sh installs it).");

        return new ProcessStartInfo(
            interpreter, [Repository.File($"tests/SchemaRegistry.TopicLog.Tests/Clients/Drivers/{Driver}"), bootstrap])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NODE_PATH"] = packages, ["PYTHONDONTWRITEBYTECODE"] = "1" },
        };
    }

    public override string ToString() => Name;
}
