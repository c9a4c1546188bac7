namespace SchemaRegistry.Formats.Compatibility;

/// <summary>Which earlier versions a candidate is compared with, and in which direction.</summary>
public enum CompatibilityLevel
{
    None,
    Backward,
    BackwardTransitive,
    Forward,
    ForwardTransitive,
    Full,
    FullTransitive,
}
