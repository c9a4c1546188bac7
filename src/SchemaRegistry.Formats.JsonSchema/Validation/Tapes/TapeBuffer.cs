namespace SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

/// <summary>Rows that are filled again and again. Owned by one validation at a time.</summary>
internal sealed class TapeBuffer
{
    public TapeRow[] Rows { get; private set; } = new TapeRow[256];

    public TapeRow[] Grow()
    {
        var larger = new TapeRow[Rows.Length * 2];
        Rows.CopyTo(larger, 0);
        return Rows = larger;
    }
}
