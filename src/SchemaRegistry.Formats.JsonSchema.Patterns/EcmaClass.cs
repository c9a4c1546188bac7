namespace SchemaRegistry.Formats.JsonSchema.Patterns;

/// <summary>Reads a class in brackets.</summary>
internal static class EcmaClass
{
    public static CodePointSet Read(EcmaCursor cursor, bool ignoreCase)
    {
        var start = cursor.Position;
        cursor.Take();
        var isNegated = cursor.TryTake("^");
        var set = new CodePointSet();
        while (!cursor.TryTake("]"))
        {
            if (cursor.IsAtEnd)
                throw new EcmaSyntaxException("a class in brackets is not closed", start);
            ReadRange(cursor, set);
        }

        if (ignoreCase)
            set = set.WithBothCases();
        return isNegated ? set.Complement() : set;
    }

    private static void ReadRange(EcmaCursor cursor, CodePointSet set)
    {
        var start = cursor.Position;
        if (ReadMember(cursor, set) is not { } first)
            return;

        var afterFirst = cursor.Position;
        if (!cursor.TryTake("-") || cursor.IsAtEnd || cursor.Peek == ']')
        {
            cursor.Return(afterFirst);
            set.Add(first, first);
            return;
        }

        // A class at the end of a range makes the hyphen a character.
        if (ReadMember(cursor, set) is not { } last)
        {
            set.Add(first, first);
            set.Add('-', '-');
            return;
        }

        if (last < first)
            throw new EcmaSyntaxException("a range in brackets is in the wrong order", start);
        set.Add(first, last);
    }

    /// <summary>One character, or null when a class was added instead.</summary>
    private static int? ReadMember(EcmaCursor cursor, CodePointSet set)
    {
        if (cursor.Peek != '\\')
            return cursor.TakeCodePoint();
        cursor.Take();
        if (cursor.IsAtEnd)
            throw cursor.Refuse("a backslash at the end escapes nothing");
        if (EcmaEscape.TryReadClass(cursor, out var named))
        {
            set.Add(named);
            return null;
        }

        return cursor.TryTake("b") ? '\b' : EcmaEscape.ReadCharacter(cursor);
    }
}
