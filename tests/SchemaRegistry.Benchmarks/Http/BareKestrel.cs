using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SchemaRegistry.Benchmarks.Http;

/// <summary>
/// The least that Kestrel can do: an endpoint that reads what it is sent and writes bytes it was given. The baseline
/// for requests, start-up and memory.
/// </summary>
internal static class BareKestrel
{
    public const string Verb = "bare-kestrel";

    /// <summary>A file's content is too long for an argument.</summary>
    private const char FileMark = '@';

    /// <summary>Starts one as a process that answers with the bytes of a file.</summary>
    public static ChildProcess StartWithFile(string path) => ChildProcess.StartSelf(Verb, FileMark + path);

    /// <param name="body">What is answered, or the name of a file behind a <see cref="FileMark"/>.</param>
    public static async Task RunAsync(string body)
    {
        var bytes = body.StartsWith(FileMark) ? await File.ReadAllBytesAsync(body[1..]) : Encoding.UTF8.GetBytes(body);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/{**path}", context => AnswerAsync(context, bytes));
        app.MapPost("/{**path}", async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await AnswerAsync(context, bytes);
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync();
    }

    private static Task AnswerAsync(HttpContext context, byte[] bytes)
    {
        context.Response.ContentType = "application/vnd.schemaregistry.v1+json";
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes).AsTask();
    }
}
