using System.Globalization;
using System.Text.Json;
using SchemaRegistry.Formats;
using SchemaRegistry.Registry.Registration;

namespace SchemaRegistry.Server.Contracts;

/// <summary>What a registration with <c>dryRun=true</c> answers: what it would come to, and why.</summary>
internal static class ForecastJson
{
    public static void Write(Utf8JsonWriter json, RegistrationForecast forecast)
    {
        json.WriteStartObject();
        json.WriteNumber("id", forecast.Id);
        json.WriteNumber("version", forecast.Version);
        json.WriteString("guid", forecast.Identity);
        json.WriteString("schemaType", forecast.Type.ToName());
        SchemaJson.WriteText(json, "schema", forecast.Text);
        json.WriteBoolean("dryRun", true);
        json.WriteString("outcome", Outcome(forecast.Reason));
        json.WriteString("reason", Reason(forecast));
        json.WriteEndObject();
    }

    private static string Outcome(ForecastReason reason) =>
        reason is ForecastReason.SameInSubject or ForecastReason.EquivalentInSubject ? "EXISTING" : "NEW_VERSION";

    private static string Reason(RegistrationForecast forecast)
    {
        var id = forecast.Id.ToString(CultureInfo.InvariantCulture);
        var version = forecast.Version.ToString(CultureInfo.InvariantCulture);
        return forecast.Reason switch
        {
            ForecastReason.SameInSubject => $"The subject has this very schema as version {version}.",
            ForecastReason.EquivalentInSubject => $"The subject has a schema that means the same as version {version}.",
            ForecastReason.GivenId => $"The request gives the id {id}; the subject's version would be {version}.",
            ForecastReason.SameInContext =>
                $"The context has this schema already with id {id}; it would be the subject's version {version}.",
            _ => $"The schema is new to the context: {id} is its next id, and {version} the subject's version.",
        };
    }
}
