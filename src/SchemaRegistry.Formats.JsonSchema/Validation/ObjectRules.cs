using System.Numerics;
using SchemaRegistry.Formats.JsonSchema.Patterns;

namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>
/// The keywords of objects, in one pass over the members. A member that is written twice is judged both times: readers
/// differ in which one they take.
/// </summary>
internal sealed class ObjectRules
{
    public int MinProperties;
    public int MaxProperties = int.MaxValue;
    public SchemaNode? PropertyNames;
    public SchemaNode? Additional;
    public (SchemaPattern Pattern, SchemaNode Node)[] Patterns = [];
    public DependencyRule[] Dependencies = [];

    /// <summary>
    /// The names that the keywords mention. Those whose presence matters come first: all of <c>required</c>, then those
    /// of dependencies.
    /// </summary>
    public NameTable Names = new([]);

    /// <summary>By the index of the name; null where <c>properties</c> does not list it.</summary>
    public SchemaNode?[] ByName = [];
    public string[] Required = [];
    public int NotedNames;

    /// <summary>True when only <see cref="Names"/> decide what happens with a member.</summary>
    private bool IsPlain => Patterns.Length == 0 && PropertyNames is null;

    public bool Check(scoped ref Evaluation run, SchemaNode node, int row, int marks)
    {
        var count = run.Tape.Rows[row].Length;
        var isValid = true;
        if (count < MinProperties)
            isValid = run.Fail(node, "minProperties", row);
        if (count > MaxProperties)
            isValid = run.Fail(node, "maxProperties", row);
        if (!isValid && !run.IsCollecting)
            return false;

        // Up to 64 names their presence fits a register; more go to a region of marks.
        var region = NotedNames > 64 ? run.Reserve(NotedNames) : Evaluation.NoMarks;
        var presence = new Presence(region);
        isValid &= CheckMembers(ref run, row, marks, ref presence);
        if ((isValid || run.IsCollecting) && Required.Length > 0)
            isValid &= CheckRequired(ref run, node, row, ref presence);
        if ((isValid || run.IsCollecting) && Dependencies.Length > 0)
            isValid &= CheckDependencies(ref run, node, row, marks, ref presence);
        if (region >= 0)
            run.Release(region);
        return isValid;
    }

    private bool CheckMembers(scoped ref Evaluation run, int row, int marks, ref Presence presence)
    {
        var isValid = true;
        var end = run.Tape.Rows[row].Next;
        var member = 0;
        for (var name = row + 1; name < end; name = run.Tape.Rows[name].Next)
        {
            var index = Names.Find(run.StringAt(name));
            if ((uint)index < (uint)NotedNames)
                presence.Note(ref run, index);
            var node = index >= 0 ? ByName[index] : null;
            isValid &= IsPlain
                ? CheckMember(ref run, node ?? Additional, name, marks, member)
                : CheckMemberFully(ref run, node, name, marks, member);
            if (!isValid && !run.IsCollecting)
                return false;
            member++;
        }

        return isValid;
    }

    private static bool CheckMember(scoped ref Evaluation run, SchemaNode? node, int name, int marks, int member)
    {
        if (node is null)
            return true;
        if (marks >= 0)
            run.Mark(marks, member);
        return run.Evaluate(node, name + 1, Evaluation.NoMarks);
    }

    private bool CheckMemberFully(scoped ref Evaluation run, SchemaNode? node, int name, int marks, int member)
    {
        var isValid = PropertyNames is null || run.Evaluate(PropertyNames, name, Evaluation.NoMarks);
        var isMatched = node is not null;
        isValid &= CheckMember(ref run, node, name, marks, member);
        foreach (var (pattern, matched) in Patterns)
        {
            if (!run.IsMatch(pattern, name))
                continue;
            isMatched = true;
            isValid &= CheckMember(ref run, matched, name, marks, member);
        }

        return isMatched ? isValid : CheckMember(ref run, Additional, name, marks, member) && isValid;
    }

    private bool CheckRequired(scoped ref Evaluation run, SchemaNode node, int row, ref Presence presence)
    {
        if (presence.HasFirst(ref run, Required.Length))
            return true;
        for (var index = 0; index < Required.Length; index++)
        {
            if (!presence.Has(ref run, index))
                run.Fail(node, "required", row, Required[index]);
        }

        return false;
    }

    private bool CheckDependencies(
        scoped ref Evaluation run, SchemaNode node, int row, int marks, ref Presence presence)
    {
        var isValid = true;
        foreach (var dependency in Dependencies)
        {
            if (!presence.Has(ref run, dependency.Trigger))
                continue;
            if (dependency.Schema is { } schema)
                isValid &= run.Evaluate(schema, row, marks);
            foreach (var (index, name) in dependency.Names)
            {
                if (!presence.Has(ref run, index))
                    isValid = run.Fail(node, dependency.Keyword, row, name);
            }
        }

        return isValid;
    }

    /// <summary>Which of the noted names an object has.</summary>
    private struct Presence(int region)
    {
        private ulong _bits;

        public void Note(scoped ref Evaluation run, int index)
        {
            if (region < 0)
                _bits |= 1UL << index;
            else
                run.Mark(region, index);
        }

        public readonly bool Has(scoped ref Evaluation run, int index) =>
            region < 0 ? (_bits & (1UL << index)) != 0 : run.IsMarked(region, index);

        public readonly bool HasFirst(scoped ref Evaluation run, int count)
        {
            if (region < 0)
                return BitOperations.TrailingZeroCount(~_bits) >= count;
            for (var index = 0; index < count; index++)
            {
                if (!run.IsMarked(region, index))
                    return false;
            }

            return true;
        }
    }
}

/// <summary>
/// What the presence of one member asks for: other members (by the index and text of their names), or a schema for the
/// whole object.
/// </summary>
internal sealed record DependencyRule(
    string Keyword, int Trigger, (int Index, string Name)[] Names, SchemaNode? Schema);
