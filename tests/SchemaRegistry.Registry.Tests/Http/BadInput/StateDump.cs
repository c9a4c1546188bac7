using System.Text;
using SchemaRegistry.TestKit.Server;

namespace SchemaRegistry.Registry.Tests.Http.BadInput;

/// <summary>Everything that a registry tells of its state, as one text.</summary>
internal static class StateDump
{
    private static readonly string[] Paths =
    [
        "/subjects?deleted=true", "/schemas?subjectPrefix=:*:&deleted=true", "/contexts",
        "/config", "/config/s", "/config/t", "/config/:.ctx:", "/config/:.__GLOBAL:",
        "/mode", "/mode/s", "/mode/t", "/mode/:.ctx:", "/mode/:.__GLOBAL:",
        "/associations/resources/-/-", "/dek-registry/v1/keks?deleted=true",
    ];

    public static async Task<string> ReadAsync(TestServer server)
    {
        var dump = new StringBuilder();
        foreach (var path in Paths)
        {
            using var answer = await server.Http.GetAsync(path);
            dump.AppendLine(path).AppendLine(await answer.Content.ReadAsStringAsync());
        }

        var metrics = await server.Http.GetStringAsync("/metrics");
        dump.AppendLine(metrics.Split('\n').Single(line => line.StartsWith("schema_registry_changes ", StringComparison.Ordinal)));
        return dump.ToString();
    }
}
