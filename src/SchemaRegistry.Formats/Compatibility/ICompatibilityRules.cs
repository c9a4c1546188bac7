using SchemaRegistry.Formats.Changes;

namespace SchemaRegistry.Formats.Compatibility;

/// <summary>
/// The compatibility rules of one schema language. Pure: no files, no network, no state between calls; every member may
/// be called from any thread. All schemas are of that language.
/// </summary>
public interface ICompatibilityRules
{
    SchemaType Type { get; }

    /// <summary>
    /// All reasons why <paramref name="reader"/> can not read what <paramref name="writer"/> wrote, in the order in
    /// which they are reported; empty when it can. Beyond the budget of the options, one finding with
    /// <see cref="Incompatibility.TooComplexRule"/>.
    /// </summary>
    IReadOnlyList<Incompatibility> FindIncompatibilities(
        ParsedSchema reader, ParsedSchema writer, ComparisonOptions options);

    /// <summary>
    /// What is different in meaning between two schemas, documentation included; spellings and blanks do not count. The
    /// work is bounded: where the bound is met the list is not complete.
    /// </summary>
    ChangeList FindChanges(ParsedSchema old, ParsedSchema updated);

    /// <summary>
    /// The findings of <see cref="FindIncompatibilities"/>, in the same order, with their places in both schemas.
    /// </summary>
    IReadOnlyList<LocatedIncompatibility> Locate(ComparedSide reader, ComparedSide writer, ComparisonOptions options);

    /// <summary>
    /// Edits of one of the two schemas, best first, each of which is meant to take one finding away. They are only
    /// proposals: whether an edited schema can be read and has the finding no more, the caller finds out. None where
    /// the thing has to be solved elsewhere.
    /// </summary>
    /// <param name="finding">
    /// One of <see cref="Locate"/>, with the same sides; what is compared once more is counted by its options.
    /// </param>
    /// <param name="reader">The side that reads.</param>
    /// <param name="writer">The side that wrote.</param>
    /// <param name="editsReader">Whether the reader's schema is the one that may be edited, else the writer's.</param>
    IReadOnlyList<SchemaEdit> ProposeEdits(
        LocatedIncompatibility finding, ComparedSide reader, ComparedSide writer, bool editsReader);

    /// <summary>
    /// Looks for a payload that is valid under the writer's schema and that the reader rejects or misreads on account
    /// of a finding. Null when none was found within the budget, which proves nothing: some rules are stricter than the
    /// encoding.
    /// </summary>
    Witness? FindWitness(
        LocatedIncompatibility finding, ParsedSchema reader, ParsedSchema writer, WitnessBudget budget);
}
