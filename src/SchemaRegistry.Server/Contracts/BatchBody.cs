using System.Text.Json;
using SchemaRegistry.Registry;
using SchemaRegistry.Registry.Naming;
using SchemaRegistry.Registry.Registration;
using SchemaRegistry.Server.Errors;

namespace SchemaRegistry.Server.Contracts;

/// <summary>
/// Schemas that are registered together: each entry has a <c>subject</c>, the members of a registration, and
/// <c>normalize</c> and <c>force</c>, which a single one has in its query.
/// </summary>
internal static class BatchBody
{
    /// <param name="body">Has the member <c>requests</c>.</param>
    /// <param name="context">Where subjects without a context lie, as <c>:.ctx:</c>; empty is the default context.</param>
    public static IReadOnlyList<BatchEntry> Read(ApiBody body, string context)
    {
        var requests = body.Objects("requests")
            ?? throw new BadRequestException(422, "The member requests is missing; send a list of schemas with their subjects");
        if (requests.Count is 0 or > RegistryLimits.MaxBatchSchemas)
            throw new BadRequestException(
                422, $"requests has {requests.Count} entries; it must have from 1 to {RegistryLimits.MaxBatchSchemas} (MaxBatchSchemas)");
        var own = QualifiedSubject.Parse(context).Context;
        return [.. requests.Select((request, index) => ReadEntry(request, index, own))];
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<RegisterAnswer> answers)
    {
        json.WriteStartObject();
        json.WriteStartArray("results");
        foreach (var answer in answers)
            WriteResult(json, answer);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, RegisterAnswer answer)
    {
        json.WriteStartObject();
        json.WriteString("subject", answer.Schema.Subject.ToString());
        EntityJson.WriteRegisteredMembers(json, answer);
        json.WriteBoolean("isNew", answer.IsNew);
        json.WriteEndObject();
    }

    private static BatchEntry ReadEntry(ApiBody body, int index, string context)
    {
        var subject = body.Text("subject")
            ?? throw new BadRequestException(422, $"requests[{index}] has no subject");
        var request = SchemaRequestBody.Read(body) with
        {
            Normalize = body.Bool("normalize") ?? false,
            Force = body.Bool("force") ?? false,
        };
        return new BatchEntry(QualifiedSubject.Parse(subject, context), request);
    }
}
