namespace SchemaRegistry.Formats.Avro.Compatibility.Edits;

/// <summary>A proposal before it is applied: what to tell, and the changes of the text, which do not overlap.</summary>
internal sealed record EditDraft(string Suggestion, params IReadOnlyList<TextChange> Changes)
{
    /// <summary>All of several drafts at once; null when they change the same place in different ways.</summary>
    public static EditDraft? Join(IReadOnlyList<EditDraft> drafts)
    {
        var changes = drafts.SelectMany(draft => draft.Changes)
            .Distinct()
            .OrderBy(change => change.Start)
            .ThenBy(change => change.End)
            .ToList();
        for (var index = 1; index < changes.Count; index++)
        {
            if (changes[index].Start < changes[index - 1].End)
                return null;
        }

        return new EditDraft(string.Join(' ', drafts.Select(draft => draft.Suggestion).Distinct()), changes);
    }
}
