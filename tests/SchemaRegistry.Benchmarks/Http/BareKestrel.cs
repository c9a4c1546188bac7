using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SchemaRegistry.Benchmarks.Http;

/// <summary>
/// The least that Kestrel can do: one endpoint that writes bytes it was given. The baseline for reads, start-up and
/// memory.
/// </summary>
internal static class BareKestrel
{
    public const string Verb = "bare-kestrel";

    public static async Task RunAsync(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/schemas/ids/{id:int}", (HttpContext context) =>
        {
            context.Response.ContentType = "application/vnd.schemaregistry.v1+json";
            context.Response.ContentLength = bytes.Length;
            return context.Response.Body.WriteAsync(bytes).AsTask();
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync();
    }
}
