namespace SchemaRegistry.Formats.Compatibility;

/// <summary>What is left to explain one verdict. Belongs to one explanation.</summary>
internal sealed class ExplanationBudget
{
    private long _charactersLeft = ExplanationLimits.MaxCharacters;

    /// <summary>The steps of all comparisons.</summary>
    public StepBudget Steps { get; } = new(ExplanationLimits.MaxSteps);

    /// <summary>Whether texts of that length may still be read. Once they may not, no others may.</summary>
    public bool TryRead(long characters)
    {
        _charactersLeft = characters > _charactersLeft ? 0 : _charactersLeft - characters;
        return _charactersLeft > 0;
    }

    /// <summary>Nothing more is to be done.</summary>
    public void GiveUp() => _charactersLeft = 0;
}
