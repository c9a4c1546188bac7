using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SchemaRegistry.Formats.JsonSchema.Patterns;
using SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>
/// One run over one datum. Without a list of errors it stops at the first failure and allocates nothing; with one it
/// goes on and notes them all. "Marks" are the members or items of a value that some keyword has looked at, for the
/// <c>unevaluated…</c> keywords: a region of bits in the scratch, or <see cref="NoMarks"/> where no one asks.
/// </summary>
internal ref struct Evaluation
{
    public const int NoMarks = -1;

    /// <summary>Levels after which the stack is asked whether it has room: a level takes less than 1 KiB.</summary>
    private const int StackCheckLevels = 32;

    public readonly Tape Tape;
    public readonly Scratch Memory;

    private readonly bool _usesDynamicScope;
    private long _workLeft;
    private TimeSpan _patternTime;
    private int _depth;
    private int _marksUsed;
    private int _scopeUsed;
    private ErrorList? _errors;

    public Evaluation(Tape tape, Scratch memory, CompiledSchema schema, ErrorList? errors, long maxWork)
    {
        Tape = tape;
        Memory = memory;
        _usesDynamicScope = schema.UsesDynamicScope;
        _workLeft = maxWork;
        _errors = errors;
    }

    /// <summary>Whether errors are noted, so that it is worth to go on after one.</summary>
    public readonly bool IsCollecting => _errors is { IsFull: false };

    /// <summary>Resources that evaluation has entered and not left, the outermost first.</summary>
    public readonly ReadOnlySpan<int> DynamicScope => Memory.Scope.AsSpan(0, _scopeUsed);

    public bool Evaluate(SchemaNode node, int row, int marks)
    {
        WorkBudget.Spend(ref _workLeft, 1);
        var type = Tape.Rows[row].Type;
        if ((node.Types & type) == 0 && !IsIntegral(node, row))
            return Fail(node, "type", row);

        var isValid = true;
        if (node.Values is not null && !CheckValues(node, row))
            isValid = false;
        if ((type & TypeMask.Number) != 0)
        {
            if (node.Numbers is { } numbers && !numbers.Check(ref this, node, row))
                isValid = false;
        }
        else if (type == TypeMask.String && node.Strings is { } strings && !strings.Check(ref this, node, row))
        {
            isValid = false;
        }

        if (!isValid && !IsCollecting)
            return false;
        var goesDeeper = node.InPlace is not null
            || (type == TypeMask.Object && node.Objects is not null)
            || (type == TypeMask.Array && node.Arrays is not null);
        return goesDeeper ? EvaluateDeeper(node, row, marks) && isValid : isValid;
    }

    /// <summary>Notes an error if errors are collected; always false.</summary>
    public readonly bool Fail(SchemaNode node, string keyword, int row, string? detail = null)
    {
        if (IsCollecting)
            _errors!.Add(Tape, node, keyword, row, detail);
        return false;
    }

    /// <summary>The verdict alone: nothing that fails in it is noted.</summary>
    public bool IsAccepted(SchemaNode node, int row, int marks)
    {
        var errors = _errors;
        _errors = null;
        var isAccepted = Evaluate(node, row, marks);
        _errors = errors;
        return isAccepted;
    }

    public readonly ReadOnlySpan<byte> StringAt(int row) => Tape.String(row, ref Memory.FirstText);

    public bool IsMatch(SchemaPattern pattern, int row)
    {
        var text = StringAt(row);
        Spend(text.Length >> 4);
        if (pattern.MatchPlain(text) is { } isMatch)
            return isMatch;
        return pattern.MayTimeOut
            ? IsMatchInTime(pattern, text)
            : pattern.IsMatch(text, ref Memory.Characters);
    }

    public bool IsEqual(int row, TapeValue value) =>
        new TapeEquality(Memory, ref _workLeft).AreEqual(Tape, row, value.Tape, 0);

    public bool IsEqual(int row, int other) =>
        new TapeEquality(Memory, ref _workLeft).AreEqual(Tape, row, Tape, other);

    public void Spend(long work) => WorkBudget.Spend(ref _workLeft, work);

    /// <summary>A region of as many cleared bits; given back, with all after it, by <see cref="Release"/>.</summary>
    public int Reserve(int bits)
    {
        var words = (bits + 63) >> 6;
        var region = _marksUsed;
        while (region + words > Memory.Marks.Length)
            Array.Resize(ref Memory.Marks, Memory.Marks.Length * 2);
        Memory.Marks.AsSpan(region, words).Clear();
        _marksUsed += words;
        return region;
    }

    public void Release(int region) => _marksUsed = region;

    public readonly void Mark(int region, int bit) => Memory.Marks[region + (bit >> 6)] |= 1UL << bit;

    public readonly bool IsMarked(int region, int bit) => (Memory.Marks[region + (bit >> 6)] & (1UL << bit)) != 0;

    public readonly void MarkAll(int region, int bits)
    {
        for (var bit = 0; bit < bits; bit++)
            Mark(region, bit);
    }

    /// <summary>Adds the marks of one region to another of the same size.</summary>
    public readonly void Merge(int from, int into, int bits)
    {
        for (var word = 0; word < (bits + 63) >> 6; word++)
            Memory.Marks[into + word] |= Memory.Marks[from + word];
    }

    /// <summary>An integer that is spelled with a point or an exponent, where the draft lets that count.</summary>
    private readonly bool IsIntegral(SchemaNode node, int row) =>
        (node.Types & TypeMask.Integer) != 0
        && Tape.Rows[row].Type == TypeMask.Number
        && !node.IsIntegerBySpelling
        && NumberText.Read(Tape.Raw(row)).IsInteger;

    /// <summary>The engine bounds the time of one match; this bounds that of all matches together.</summary>
    private bool IsMatchInTime(SchemaPattern pattern, ReadOnlySpan<byte> text)
    {
        var start = Stopwatch.GetTimestamp();
        var isMatch = pattern.IsMatch(text, ref Memory.Characters);
        _patternTime += Stopwatch.GetElapsedTime(start);
        if (_patternTime.TotalMilliseconds > PatternLimits.TimeoutMs)
            throw new RegexMatchTimeoutException();
        return isMatch;
    }

    private bool CheckValues(SchemaNode node, int row)
    {
        var isValid = true;
        for (var values = node.Values; values is not null; values = values.Next)
            isValid &= values.Check(ref this, node, row);
        return isValid;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool EvaluateDeeper(SchemaNode node, int row, int marks)
    {
        if (++_depth > JsonSchemaLimits.MaxEvaluationDepth)
            ThrowTooDeep();
        if (_depth % StackCheckLevels == 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            ThrowTooDeep();

        var isEntered = _usesDynamicScope && Enter(node.Resource);
        var isValid = node.InPlace is { HasUnevaluated: true } inPlace
            ? inPlace.CheckWithUnevaluated(ref this, node, row, marks)
            : EvaluateParts(node, row, marks);
        if (isEntered)
            _scopeUsed--;
        _depth--;
        return isValid;
    }

    /// <summary>Everything but the <c>unevaluated…</c> keywords.</summary>
    public bool EvaluateParts(SchemaNode node, int row, int marks)
    {
        var isValid = true;
        var type = Tape.Rows[row].Type;
        if (type == TypeMask.Object && node.Objects is { } objects)
            isValid = objects.Check(ref this, node, row, marks);
        else if (type == TypeMask.Array && node.Arrays is { } arrays)
            isValid = arrays.Check(ref this, node, row, marks);

        if ((isValid || IsCollecting) && node.InPlace is { } inPlace)
            isValid &= inPlace.Check(ref this, node, row, marks);
        return isValid;
    }

    private bool Enter(int resource)
    {
        if (_scopeUsed > 0 && Memory.Scope[_scopeUsed - 1] == resource)
            return false;
        if (_scopeUsed == Memory.Scope.Length)
            Array.Resize(ref Memory.Scope, Memory.Scope.Length * 2);
        Memory.Scope[_scopeUsed++] = resource;
        return true;
    }

    private static void ThrowTooDeep() => throw new StoppedException(
        "The validation was stopped: for this value schemas refer to each other more than "
        + $"{JsonSchemaLimits.MaxEvaluationDepth} levels deep");
}
