using SchemaRegistry.Server.Routing;
using SchemaRegistry.Server.Telemetry;

namespace SchemaRegistry.Server.Endpoints;

/// <summary>What operators and their tools ask: liveness, readiness, metrics.</summary>
internal sealed class OperationsEndpoints(ServerMetrics metrics)
{
    private const string Json = "application/json";

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/health/live", [], _ => new(ApiAnswer.Text("{\"status\":\"live\"}", Json))),
        new("GET", "/health/ready", [], _ => new(ApiAnswer.Text("{\"status\":\"ready\"}", Json))),
        new("GET", "/metrics", [], async request =>
            new ApiAnswer(200, await metrics.RenderAsync(request.Aborted), ServerMetrics.ContentType)),
    ];
}
