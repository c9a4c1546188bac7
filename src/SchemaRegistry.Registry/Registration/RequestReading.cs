using SchemaRegistry.Formats;
using SchemaRegistry.Registry.State;

namespace SchemaRegistry.Registry.Registration;

/// <summary>
/// Reads the schema of one registration, at most once in each way: as a new schema, with all checks, and, where that
/// fails, as one that may be registered already. Belongs to one request.
/// </summary>
internal sealed class RequestReading(SchemaLibrary library, RegistrationSetting setting, SchemaRequest request)
{
    private readonly CandidateReading _reading = new(library);
    private SchemaCandidate? _registrable;
    private RegistryException? _refusal;

    public SchemaRequest Request => request;

    /// <summary>The schema to look for: whatever could be registered once is read.</summary>
    /// <exception cref="RegistryException">It can not be read.</exception>
    public SchemaCandidate ReadToFind(IRegistryView view)
    {
        TryReadToRegister(view);
        return _registrable ?? Read(view, LenientParsing, ReferenceTargets.All);
    }

    /// <summary>The schema to register.</summary>
    /// <exception cref="RegistryException">It can not be read, or fails a check of new schemas.</exception>
    public SchemaCandidate ReadToRegister(IRegistryView view)
    {
        TryReadToRegister(view);
        return _registrable ?? throw _refusal!;
    }

    private SchemaParsing LenientParsing => setting.TakesCopies ? SchemaParsing.Copied : SchemaParsing.Checked;

    private void TryReadToRegister(IRegistryView view)
    {
        if (_registrable is not null || _refusal is not null)
            return;
        var isChecked = request.Id is null or < 0 && setting.Config.ValidateNewSchemas == true && !setting.TakesCopies;
        try
        {
            _registrable = Read(view, isChecked ? SchemaParsing.New : LenientParsing, ReferenceTargets.Active);
        }
        catch (RegistryException e)
        {
            _refusal = e;
        }
    }

    private SchemaCandidate Read(IRegistryView view, SchemaParsing parsing, ReferenceTargets targets) =>
        _reading.Read(view, setting.Subject, request, setting.Rules(request, parsing, targets));
}
