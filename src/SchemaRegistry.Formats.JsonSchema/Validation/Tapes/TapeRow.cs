namespace SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

/// <summary>
/// One value of a JSON text, or the name of a member. Members stand behind their object as pairs of a name (which has
/// the type of a string) and a value; items stand behind their array.
/// </summary>
internal struct TapeRow
{
    /// <summary>First byte in the text; of a string the one behind the quote.</summary>
    public int Start;

    /// <summary>Bytes of a scalar (of a string, between the quotes); members or items of a container.</summary>
    public int Length;

    /// <summary>
    /// The row behind this value and all that is in it; for a name, behind the value of its member.
    /// </summary>
    public int Next;

    public TypeMask Type;

    /// <summary>Of a string: it holds escapes. Of a boolean: it is true.</summary>
    public bool Flag;
}
