namespace SchemaRegistry.Benchmarks.Starting;

/// <summary>How many schemas a registry has, and how long their texts are.</summary>
internal sealed record RegistryShape(int Subjects, int VersionsEach, int TextBytes)
{
    public int Versions => Subjects * VersionsEach;
}
