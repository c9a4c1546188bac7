using System.Globalization;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Server.Hosting;

/// <summary>
/// The settings of the registry under the names of Confluent's server, so that a properties file moves over as it is;
/// each changes one member of <see cref="ServerOptions"/>. A name that is not here is an error that names it.
/// </summary>
internal static class RegistrySettings
{
    private delegate ServerOptions? Change(ServerOptions options, string value);

    private static readonly Dictionary<string, Change> Changes = new()
    {
        ["schema.compatibility.level"] = (options, value) =>
            CompatibilityLevelNames.TryParse(value, out var level)
                ? options with { DefaultCompatibility = level }
                : null,
        ["schema.validate.fields"] = Flag((options, flag) => options with { ValidatesFields = flag }),
        ["schema.validate.new.schemas"] = Flag((options, flag) => options with { ValidatesNewSchemas = flag }),
        ["schema.reject.empty.subject"] = Flag((options, flag) => options with { RejectsEmptySubject = flag }),
        ["schema.providers.reference.versions.strict"] =
            Flag((options, flag) => options with { HasStrictReferences = flag }),
        ["mode.mutability"] = Flag((options, flag) => options with { ModesMayChange = flag }),
        ["associations.enable"] = Flag((options, flag) => options with { HasAssociations = flag }),
        ["compression.enable"] = Flag((options, flag) => options with { Compresses = flag }),
        ["response.http.headers.config"] = (options, value) =>
            ResponseHeader.TryParseList(value, out var headers) ? options with { ResponseHeaders = headers } : null,
        ["request.timeout.ms"] = Number(
            (options, number) => options with { RequestTimeout = TimeSpan.FromMilliseconds(number) }),
        ["size.limit.filter.max.request.body.size"] = Number(
            (options, number) => options with { MaxBodyBytes = number }),
        ["schema.registry.group.id"] = (options, value) => options with { GroupId = value },
        ["schema.search.default.limit"] = Number((options, number) => options with
        {
            SchemaPages = options.SchemaPages with { DefaultLimit = number },
        }),
        ["schema.search.max.limit"] = Number((options, number) => options with
        {
            SchemaPages = options.SchemaPages with { MaxLimit = number },
        }),
        ["subject.search.default.limit"] = Number((options, number) => options with
        {
            SubjectPages = options.SubjectPages with { DefaultLimit = number },
        }),
        ["subject.search.max.limit"] = Number((options, number) => options with
        {
            SubjectPages = options.SubjectPages with { MaxLimit = number },
        }),
        ["subject.version.search.default.limit"] = Number((options, number) => options with
        {
            VersionPages = options.VersionPages with { DefaultLimit = number },
        }),
        ["subject.version.search.max.limit"] = Number((options, number) => options with
        {
            VersionPages = options.VersionPages with { MaxLimit = number },
        }),
        ["context.search.default.limit"] = Number((options, number) => options with
        {
            ContextPages = options.ContextPages with { DefaultLimit = number },
        }),
        ["context.search.max.limit"] = Number((options, number) => options with
        {
            ContextPages = options.ContextPages with { MaxLimit = number },
        }),
        ["dek.registry.max.keys"] = Number((options, number) => options with { MaxKeys = number }),
        ["kek.search.default.limit"] = Number((options, number) => options with
        {
            KekPages = options.KekPages with { DefaultLimit = number },
        }),
        ["kek.search.max.limit"] = Number((options, number) => options with
        {
            KekPages = options.KekPages with { MaxLimit = number },
        }),
        ["dek.subject.search.default.limit"] = Number((options, number) => options with
        {
            DekSubjectPages = options.DekSubjectPages with { DefaultLimit = number },
        }),
        ["dek.subject.search.max.limit"] = Number((options, number) => options with
        {
            DekSubjectPages = options.DekSubjectPages with { MaxLimit = number },
        }),
        ["dek.version.search.default.limit"] = Number((options, number) => options with
        {
            DekVersionPages = options.DekVersionPages with { DefaultLimit = number },
        }),
        ["dek.version.search.max.limit"] = Number((options, number) => options with
        {
            DekVersionPages = options.DekVersionPages with { MaxLimit = number },
        }),
    };

    /// <exception cref="ServerStartException">A name is not known, or a value is not legal.</exception>
    public static ServerOptions Apply(ServerOptions options, IReadOnlyDictionary<string, string> settings)
    {
        foreach (var (name, value) in settings)
        {
            if (!Changes.TryGetValue(name, out var change))
                throw new ServerStartException(
                    $"registry-config has the unknown setting '{name}'. Known are: {string.Join(", ", Changes.Keys.Order())}.");
            options = change(options, value)
                ?? throw new ServerStartException($"registry-config: {name} can not be '{value}'.");
        }

        return options;
    }

    private static Change Flag(Func<ServerOptions, bool, ServerOptions> change) => (options, value) =>
        bool.TryParse(value, out var flag) ? change(options, flag) : null;

    private static Change Number(Func<ServerOptions, int, ServerOptions> change) => (options, value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? change(options, number)
            : null;
}
