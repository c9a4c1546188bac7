using SchemaRegistry.Formats;
using SchemaRegistry.Registry.Naming;

namespace SchemaRegistry.Registry.Registration;

/// <summary>Why a registration would get its id and version.</summary>
public enum ForecastReason
{
    /// <summary>The subject has this very schema.</summary>
    SameInSubject,

    /// <summary>The subject has a schema that means the same.</summary>
    EquivalentInSubject,

    /// <summary>The request gives the id.</summary>
    GivenId,

    /// <summary>The context has the schema in another subject, or deleted; its id serves again.</summary>
    SameInContext,

    /// <summary>The context does not have the schema: it gets the next id.</summary>
    NewSchema,
}

/// <summary>What a registration would come to if nothing else came first.</summary>
public sealed record RegistrationForecast(
    QualifiedSubject Subject, int Version, int Id, Guid Identity, SchemaType Type, string Text, ForecastReason Reason);
