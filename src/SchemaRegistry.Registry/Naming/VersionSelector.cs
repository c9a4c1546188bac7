using System.Globalization;

namespace SchemaRegistry.Registry.Naming;

/// <summary>
/// A version as a request names it: a number from 1 to 2³¹−1, or <see cref="Latest"/>, the highest version that is not
/// deleted.
/// </summary>
public readonly record struct VersionSelector(int? Number)
{
    public static readonly VersionSelector Latest = new(null);

    public bool IsLatest => Number is null;

    /// <summary>Reads a number, <c>latest</c> in any case, or −1 for latest.</summary>
    /// <exception cref="RegistryException"><see cref="RegistryErrorCode.InvalidVersion"/>.</exception>
    public static VersionSelector Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed is "-1" || trimmed.Equals("latest", StringComparison.OrdinalIgnoreCase))
            return Latest;
        if (int.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number > 0)
            return new VersionSelector(number);
        throw new RegistryException(RegistryErrorCode.InvalidVersion) { Text = text };
    }

    /// <summary>As the API prints it in "Version … not found.": −1 for latest.</summary>
    public override string ToString() => (Number ?? -1).ToString(CultureInfo.InvariantCulture);
}
