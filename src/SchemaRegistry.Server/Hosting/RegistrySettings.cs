using System.Globalization;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Server.Routing;

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
        [ComparisonOptions.BudgetName] = Number((options, number) => options with { MaxComparisonSteps = number }),
        ["dek.registry.max.keys"] = Number((options, number) => options with { MaxKeys = number }),
    };

    static RegistrySettings()
    {
        AddPages("schema", pages => pages.Schemas, (pages, limits) => pages with { Schemas = limits });
        AddPages("subject", pages => pages.Subjects, (pages, limits) => pages with { Subjects = limits });
        AddPages("subject.version", pages => pages.Versions, (pages, limits) => pages with { Versions = limits });
        AddPages("context", pages => pages.Contexts, (pages, limits) => pages with { Contexts = limits });
        AddPages("kek", pages => pages.Keks, (pages, limits) => pages with { Keks = limits });
        AddPages("dek.subject", pages => pages.DekSubjects, (pages, limits) => pages with { DekSubjects = limits });
        AddPages("dek.version", pages => pages.DekVersions, (pages, limits) => pages with { DekVersions = limits });
    }

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

    private static void AddPages(
        string list, Func<ApiPages, PageLimits> read, Func<ApiPages, PageLimits, ApiPages> write)
    {
        Add("default", (limits, number) => limits with { DefaultLimit = number });
        Add("max", (limits, number) => limits with { MaxLimit = number });

        void Add(string name, Func<PageLimits, int, PageLimits> change) =>
            Changes[$"{list}.search.{name}.limit"] = Number((options, number) => options with
            {
                Pages = write(options.Pages, change(read(options.Pages), number)),
            });
    }
}
