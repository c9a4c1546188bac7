using SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>
/// The working memory of one validation, kept by its thread for the next one. What has grown beyond
/// <see cref="JsonSchemaLimits.MaxKeptScratchBytes"/> is given up.
/// </summary>
internal sealed class Scratch
{
    private const int TapeRowBytes = 16;

    [ThreadStatic]
    private static Scratch? _kept;

    public readonly TapeBuffer Tape = new();
    public byte[] FirstText = new byte[256];
    public byte[] SecondText = new byte[256];
    public char[] Characters = new char[256];
    public ulong[] Marks = new ulong[64];
    public int[] Scope = new int[64];

    public static Scratch Take()
    {
        var scratch = _kept ?? new Scratch();
        _kept = null;
        return scratch;
    }

    public void Return()
    {
        if (SizeBytes() <= JsonSchemaLimits.MaxKeptScratchBytes)
            _kept = this;
    }

    private long SizeBytes() =>
        ((long)Tape.Rows.Length * TapeRowBytes) + FirstText.Length + SecondText.Length
        + (2L * Characters.Length) + (8L * Marks.Length) + (4L * Scope.Length);
}
